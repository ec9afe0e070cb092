/** 网签授权书 in typst, to be printed and sealed; `data` is `{ name, uscc, fonts }`. Constant: nothing is ever spliced into it. */
export const authorizationLetterTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let title = "网上签约授权书"
#set document(title: title, author: "全国高校毕业生网上签约平台")
#set text(font: d.fonts, fallback: false, lang: "zh", region: "cn", size: 12pt)
#set par(leading: 1.1em, spacing: 1.4em, justify: false, first-line-indent: (amount: 2em, all: true))
#set page(
  paper: "a4",
  margin: (x: 28mm, top: 32mm, bottom: 25mm),
  footer: align(center, text(9pt, fill: luma(90))[请打印后填写、签字并加盖单位公章，拍照或扫描为图片（jpg、jpeg、png）上传。]),
)
#let blank(width) = box(width: width, height: 1em, stroke: (bottom: 0.6pt))

#align(center, text(22pt, weight: "bold", tracking: 0.1em, title))
#v(10mm)

#par(first-line-indent: 0em)[全国高校毕业生网上签约平台：]

兹授权我单位工作人员 #blank(32mm) （证件号码 #blank(58mm)，手机号码 #blank(42mm)）作为网上签约经办人，在贵平台办理我单位的身份认证、发出签约邀请、签订与解除就业协议等事宜。

经办人在贵平台所作的操作，视为我单位的行为，由我单位承担相应的法律责任。我单位保证所提交的信息与材料真实、准确、有效。

授权期限自本授权书签署之日起，至我单位书面撤销授权之日止。经办人发生变更的，我单位将及时办理变更手续。

#v(6mm)
#table(
  columns: (48mm, 1fr),
  inset: (x: 8pt, y: 9pt),
  stroke: 0.6pt,
  align: left + horizon,
  [单位名称], par(first-line-indent: 0em, justify: false, d.name),
  [统一社会信用代码], par(first-line-indent: 0em, d.uscc),
)

#v(16mm)
#align(right, block(width: 82mm, align(left)[
  #set par(first-line-indent: 0em)
  单位（公章）：

  法定代表人（签字）：#blank(38mm)

  日期：#blank(16mm) 年 #blank(10mm) 月 #blank(10mm) 日
]))
`;
