export const photoPickerWords = {
  takeOrChoose: '拍照或从相册选择',
  chooseTitle: '未能打开相机或相册，请检查授权',
}
