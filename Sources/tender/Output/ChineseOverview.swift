/// The overview that `tender help zh` prints.
enum ChineseOverview {
  static let text = """
    概述：精确评审投标，并逐分说明；保存任何人都可核验的审计日志。

    用法：tender <命令>

    命令：
      evaluate   按评标办法评审一个或多个标段，给出排序、候选人与低价提示
      explain    逐步说明每一分的来历：公式、代入值、取舍
      scheme     评标办法：new 生成带注释的完整办法，check 检查，reference 输出字段说明
      bid        投标文件：seal 加密，inspect 查看，submit、withdraw、maintain 签署，
                 hand-over 交付密钥，release 托管人释放密钥，open 开启
      draw       可验证抽取：announce 公告，commit 承诺，reveal 揭示，run 计算，verify 验证
      key        密钥：new 生成，show 显示公开部分
      audit      审计：verify 离线核验案卷并给出结论，show 逐条叙述，explain 说明定标，
                 what-if 假设分析，export 从账簿导出案卷
      log        审计日志：new 新建，append 追加，secret 阶段密值，checkpoint 签署检查点，
                 prove 证明，export 导出案卷，verify 核验日志文件夹
      witness    见证人：follow 跟随日志，add 联署检查点，show 查看状态
      receipt    回执：verify 核验
      scenario   模拟招标脚本：new 取一份随附脚本，check 检查，list 列出，reference 输出字段说明
      scan       暗标身份信息扫描：文本、Markdown、DOCX、PDF；只报告线索，不作结论

    例：
      tender scheme new --preset gp-goods-v1 --lang zh > 办法.yaml
      tender evaluate --scheme 办法.yaml --scores 评分.csv 投标.csv
      tender explain --scheme 办法.yaml --scores 评分.csv 投标.csv

    数据写到标准输出，其余写到标准错误。
    退出码：0 完成；64 用法错误；65 拒绝（输入有误或违反规则）；66 无法读取输入；
    74 无法写出；80 完整性（有核验项不通过）；81 不完整（缺少打分，或排序待低价认定）。
    各命令的参数：tender <命令> --help（英文）。
    """
}
