/** What files of a campus have above their columns and in their cells: it is read, not said. */

/** The first of each is the one that templates have. */
export const importHeadings = {
  staffId: [
    ...['工号', '职工号', '教工号', '人员编号', '教职工号', '工作证号'],
    ...['员工号', '员工编号', '职工编号', '教工编号', '教师工号', '教师编号', '学工号', '人事编号'],
  ],
  personName: ['姓名', '教职工姓名', '职工姓名', '人员姓名', '审批人姓名', '审批人'],
  unit: [
    ...[
      '单位',
      '部门',
      '单位名称',
      '部门名称',
      '所在单位',
      '所属单位',
      '所在部门',
      '工作单位',
      '学院',
      '二级单位',
    ],
    ...[
      '所属部门',
      '工作部门',
      '所在学院',
      '学院名称',
      '二级学院',
      '院系',
      '院系名称',
      '所在院系',
      '处室',
      '科室',
    ],
    ...['单位/部门', '部门/单位', '所在单位/部门', '学院/部门', '院系/部门', '学院/单位'],
  ],
  mobile: [
    ...['手机号', '手机', '手机号码', '移动电话', '联系手机', '本人手机', '本人手机号', '手机电话'],
    ...['联系电话', '联系方式', '电话', '电话号码'],
  ],
  idCard: ['身份证号', '身份证', '身份证号码', '公民身份号码', '居民身份证号码'],
  document: ['证件号码', '证件号'],
  staffState: ['在职状态', '状态', '人员状态', '当前状态', '是否在职'],
  placeId: ['编号', '代码', '单位编号', '单位代码', '部门编号', '校区编号', '校门编号'],
  campus: ['校区', '校区名称', '所在校区', '所属校区'],
  hasGates: ['有门禁', '是否有门禁', '门禁系统', '智能门禁'],
  telephone: ['电话', '办公电话', '单位电话', '联系电话', '座机'],
  gate: ['校门', '校门名称', '大门', '门岗', '名称'],
  walkers: ['行人通行', '行人', '人行'],
  inUse: ['启用', '是否启用', '在用'],
  barrier: ['车辆道闸', '道闸', '车行'],
  privateVehicles: ['因私车辆', '社会车辆', '私家车'],
  order: ['顺序', '排序', '序号'],
  location: ['位置', '坐标', '经纬度', '位置坐标', '地理坐标', '校门位置', '校门坐标'],
  latitude: ['纬度', '北纬'],
  longitude: ['经度', '东经'],
  address: ['怎么找到', '地址', '详细地址', '位置说明'],
} as const satisfies Record<string, readonly string[]>

export const STATE_WORDS: Readonly<Record<string, string>> = {
  ...{ 在职: 'active', 在岗: 'active', 在编: 'active', 返聘: 'active', 借调: 'active', 是: 'active' },
  ...{ 离职: 'left', 退休: 'left', 离退休: 'left', 调出: 'left', 去世: 'left', 辞职: 'left', 否: 'left' },
}
export const YES_NO: Readonly<Record<string, string>> = {
  ...{ 是: 'yes', 有: 'yes', 启用: 'yes', 可: 'yes', 可以: 'yes', Y: 'yes' },
  ...{ 否: 'no', 无: 'no', 没有: 'no', 停用: 'no', 不可: 'no', N: 'no' },
}
export const PRIVATE_VEHICLE_WORDS: Readonly<Record<string, string>> = {
  ...{
    可进出: 'both',
    双向: 'both',
    进出: 'both',
    只进: 'entryOnly',
    仅进: 'entryOnly',
    只进不出: 'entryOnly',
  },
  ...{ 不可: 'none', 否: 'none', 禁行: 'none', 不通行: 'none' },
}
