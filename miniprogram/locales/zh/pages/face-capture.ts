export const faceCaptureWords = {
  onShutterTitle: '没有拍下来，请再试一次',
  onAlbumTitle: '没有读到这张照片，请另选一张',
  rulesTitle: '请摘下眼镜',
  rulesWords: '墨镜、口罩和帽子也请摘下',
  fringe: '刘海不要遮住眉毛',
  fringeNote: '露出完整的脸和眉毛',
  alone: '画面中只有您一人',
  aloneNote: '请他人暂时离开镜头',
  refusedTitle: '没有使用摄像头的权限',
  refusedWords: '拍照需要摄像头权限，可以在设置中打开。不拍也不影响预约，凭二维码、短码等方式同样可以入校。',
  missingTitle: '没有打开摄像头',
  missingWords:
    '摄像头可能正被占用，或这台设备没有摄像头。可以从相册选一张，或者不用照片：凭二维码、短码等方式同样可以入校。',
  consentNote:
    '加密传输、单独保存。能看到照片的有：被访单位的审批人、您经过的校门的门岗（核验时比对）；校门的人脸识别设备用它认出您。来访结束、退回或撤回同意后24小时内删除，可随时在预约详情中撤回。',
  consentIssue: '请先阅读并勾选同意',
  hintOf: '请将脸放入框内',
  holdOn: '很好，请保持',
  verdictOfSentence: '脸部清晰、完整即可使用',
  tooSmall: '照片太小，请重新拍摄或另选一张',
  againBecause: (hint: string) => `${hint}，再拍一张`,
}
