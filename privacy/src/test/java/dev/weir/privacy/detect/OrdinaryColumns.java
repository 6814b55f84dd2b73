package dev.weir.privacy.detect;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Columns that hold nobody: numbers that look like identifiers, words that look like names. */
final class OrdinaryColumns {

    private static final String[] DRUGS =
            ("阿司匹林 氯吡格雷 二甲双胍 马来酸依那普利 金银花 黄芪 何首乌 白术 柴胡 当归 党参 甘草 麻黄 连翘 板蓝根 安宫牛黄丸 万古霉素 华法林 罗红霉素 左氧氟沙星 孟鲁司特 甲硝唑 胰岛素 地高辛"
                            + " 利多卡因 呋塞米 硝酸甘油 布洛芬 阿莫西林 头孢曲松")
                    .split(" ");
    private static final String[] DEPARTMENTS =
            "呼吸内科 心内科 骨科 儿科 妇产科 急诊科 神经外科 康复科 麻醉科 眼科 口腔科 皮肤科 中医科 肿瘤科 检验科 放射科 药剂科 重症医学科 内分泌科 肾内科 消化内科 血液科 感染科 风湿免疫科"
                    .split(" ");
    private static final String[] PLACES =
            ("北京 上海 天津 重庆 广州 深圳 南京 杭州 成都 武汉 西安 石家庄 郑州 济南 青岛 大连 沈阳 长春 哈尔滨 合肥 福州 厦门 南昌 长沙 贵阳 昆明 兰州 银川 西宁 乌鲁木齐 拉萨 海口 三亚 苏州"
                            + " 无锡 常州 宁波 温州 高雄 安庆 黄山 张家口 马鞍山 金华")
                    .split(" ");
    private static final String[] WORDS =
            ("高度 温度 方便 任何 单位 安全 平均 高压 成功 金额 白天 黄色 红色 白色 正常 异常 阴性 阳性 轻度 中度 重度 是 否 有 无 左侧 右侧 双侧 曾经 和平 从来 全部 常规 时间 时候 何时"
                            + " 江河 周期 周一 方向 方法 明显 石头 水平 水肿 严重 强烈 项目 段落 万元 成人 向上 向下 边缘 习惯 支持 管理 计划 项圈 祝福 应用 干燥 解除 施工 通过 连续 容易 包装 付款"
                            + " 安装 计算")
                    .split(" ");
    private static final String[] LABS =
            ("白细胞 红细胞 血红蛋白 血小板 白蛋白 尿素氮 肌酐 总胆红素 谷丙转氨酶 谷草转氨酶 葡萄糖 甘油三酯 胆固醇 钾离子 钠离子 氯离子 凝血酶 纤维蛋白 D二聚体 降钙素 肌钙蛋白 甲胎蛋白 癌胚抗原"
                            + " 单核细胞 嗜酸粒")
                    .split(" ");

    private OrdinaryColumns() {}

    /** By what they are; each supplier gives one value after another. */
    static Map<String, Supplier<String>> all(Random random) {
        Map<String, Supplier<String>> columns = new LinkedHashMap<>();
        columns.put("order_no", () -> "2024" + number(random, 10));
        columns.put("serial_11", () -> number(random, 11));
        columns.put("serial_18", () -> number(random, 18));
        columns.put("serial_16", () -> number(random, 16));
        columns.put("serial_19", () -> number(random, 19));
        columns.put("snowflake", () -> String.valueOf(1_700_000_000_000_000_000L + random.nextInt() * 4096L));
        columns.put("order_of_second", () -> moment(random).toString().replaceAll("[-T:Z.]", "") + number(random, 4));
        columns.put("epoch_millis", () -> String.valueOf(moment(random).toEpochMilli()));
        columns.put("epoch_seconds", () -> String.valueOf(moment(random).getEpochSecond()));
        columns.put("amount", () -> String.format(Locale.ROOT, "%.2f", random.nextDouble() * 100_000));
        columns.put("ratio", () -> String.valueOf(random.nextDouble()));
        columns.put("count", () -> String.valueOf(random.nextInt(5000)));
        columns.put("sha1", () -> hex(random, 40));
        columns.put("md5", () -> hex(random, 32));
        columns.put("uuid", () -> new UUID(random.nextLong(), random.nextLong()).toString());
        columns.put("lab_code", () -> "LAB" + number(random, 5));
        columns.put("loinc", () -> number(random, 4) + "-" + number(random, 1));
        columns.put("code_6", () -> number(random, 6));
        columns.put("barcode", () -> "69" + number(random, 11));
        columns.put("item_a", () -> any(random, DRUGS));
        columns.put("ward_name_of_unit", () -> any(random, DEPARTMENTS));
        columns.put("place", () -> any(random, PLACES));
        columns.put("word", () -> any(random, WORDS));
        columns.put("item_b", () -> any(random, LABS));
        columns.put("flag", () -> any(random, "Y", "N"));
        columns.put("status", () -> any(random, "已完成", "进行中", "已取消", "待审核"));
        columns.put("version", () -> random.nextInt(9) + "." + random.nextInt(20) + "." + random.nextInt(20));
        columns.put("unit_of_measure", () -> any(random, "mg/L", "mmol/L", "10^9/L", "%", "g/L"));
        columns.put("english", () -> any(random, "normal", "High", "low", "pending review", "Not done", "Positive"));
        columns.put(
                "load_batch",
                () -> "batch_" + LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000)) + "_" + number(random, 3));
        columns.put("path", () -> "/data/in/part-" + number(random, 5) + "-" + hex(random, 12) + ".csv");
        columns.put("percentage", () -> random.nextInt(101) + "%");
        columns.put("dose", () -> random.nextInt(500) + "mg");
        columns.put("value_of_degree", () -> String.valueOf(18 + 35 * random.nextDouble()));
        columns.put("degree", () -> String.format(Locale.ROOT, "%.8f", 130 + 20 * random.nextDouble()));
        columns.put("two_values", () -> (18 + 35 * random.nextDouble()) + "," + (73 + 62 * random.nextDouble()));
        columns.put(
                "box",
                () -> random.nextInt(2000) + "," + random.nextInt(2000) + "," + random.nextInt(2000) + ","
                        + random.nextInt(2000));
        columns.put(
                "answers", () -> random.ints(11, 1, 6).mapToObj(String::valueOf).collect(Collectors.joining(",")));
        columns.put(
                "scores", () -> random.ints(18, 0, 10).mapToObj(String::valueOf).collect(Collectors.joining(",")));
        columns.put("weight", () -> String.format(Locale.ROOT, "%.8f", 130 + 40 * random.nextDouble()));
        columns.put("double", () -> String.valueOf(1000 + 9000 * random.nextDouble()));
        columns.put("large_double", () -> String.valueOf(4e5 * random.nextDouble()));
        columns.put("exponent", () -> String.valueOf(1e-9 * random.nextDouble()));
        columns.put("thousands", () -> String.format(Locale.ROOT, "%,d", random.nextLong(1_000_000_000_000L)));
        columns.put("amount_signed", () -> String.format(Locale.ROOT, "%.2f", 2e11 * random.nextDouble() - 1e11));
        columns.put(
                "code_with_point",
                () -> (char) ('A' + random.nextInt(26)) + number(random, 2) + "." + number(random, 3));
        columns.put(
                "codes_with_points",
                () -> number(random, 3) + "." + number(random, 2) + ", " + number(random, 3) + "." + number(random, 1));
        columns.put("laboratory", () -> String.format(Locale.ROOT, "%.3f", 100 * random.nextDouble()) + " (3.5-9.5)");
        columns.put(
                "version_long",
                () -> number(random, 2) + "." + number(random, 4) + "." + number(random, 5) + "." + number(random, 3));
        columns.put(
                "uid_of_scan",
                () -> "1.2.840.113619.2." + number(random, 3) + "." + number(random, 10) + "." + number(random, 3));
        columns.put("moment", () -> moment(random).toString().replace('T', ' '));
        columns.put(
                "moment_packed",
                () -> moment(random).toString().replaceAll("[-:Z]", "").replace("T", "_"));
        columns.put("moment_dotted", () -> moment(random).toString().replaceAll("[-T:Z]", "."));
        columns.put(
                "range_of_days",
                () -> LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000)) + "/"
                        + LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300)));
        columns.put(
                "snake",
                () -> any(
                        random,
                        "blood_pressure",
                        "heart_rate",
                        "lung_function",
                        "mean_value",
                        "long_run",
                        "sun_ban",
                        "hand_hygiene",
                        "wound_care",
                        "human_genome",
                        "bone_density"));
        columns.put(
                "small_words",
                () -> any(
                        random, "human", "woman", "lung", "bone", "hand", "machine", "china", "banana", "long",
                        "tongue", "genome", "manage", "sugar", "canine"));
        columns.put(
                "cities_in_pinyin",
                () -> any(
                        random,
                        "beijing",
                        "shanghai",
                        "tianjin",
                        "chongqing",
                        "guangzhou",
                        "shenzhen",
                        "nanjing",
                        "hangzhou",
                        "chengdu",
                        "wuhan",
                        "xian",
                        "zhengzhou",
                        "jinan",
                        "qingdao",
                        "dalian",
                        "shenyang",
                        "changchun",
                        "harbin",
                        "hefei",
                        "fuzhou",
                        "xiamen",
                        "nanchang",
                        "changsha",
                        "guiyang",
                        "kunming",
                        "lanzhou",
                        "yinchuan",
                        "xining",
                        "urumqi",
                        "lhasa",
                        "haikou",
                        "sanya",
                        "suzhou",
                        "wuxi",
                        "changzhou",
                        "ningbo",
                        "wenzhou",
                        "kashgar",
                        "baotou",
                        "datong"));
        columns.put("base64_of_bytes", () -> Base64.getEncoder().encodeToString(bytes(random, 18)));
        columns.put(
                "base64_of_words",
                () -> Base64.getEncoder().encodeToString(any(random, DRUGS).getBytes(StandardCharsets.UTF_8)));
        columns.put("hex_of_number", () -> Long.toHexString(random.nextLong()));
        columns.put(
                "hex_of_words",
                () -> HexFormat.of()
                        .formatHex(any(random, "left side", "right side", "normal range")
                                .getBytes(StandardCharsets.UTF_8)));
        columns.put("link", () -> "https://example.org/a%20b/" + number(random, 5) + "?q=%E5%8C%97%E4%BA%AC");
        columns.put(
                "address_of_code",
                () -> "@" + any(random, "Override", "Test", "Deprecated") + "(at) " + number(random, 3));
        columns.put("numerals", () -> any(random, "二〇二六年", "一二三四五六七", "第三十二条", "零点五毫克", "七八九"));
        columns.put("parted_words", () -> any(random, "左-右", "高-低", "男-女", "阴-阳", "安-全", "平-均", "双-侧", "方-向"));
        return columns;
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Instant moment(Random random) {
        return Instant.ofEpochMilli(1_500_000_000_000L + (long) (random.nextDouble() * 280_000_000_000L));
    }

    private static String number(Random random, int digits) {
        StringBuilder number = new StringBuilder().append(1 + random.nextInt(9));
        while (number.length() < digits) {
            number.append(random.nextInt(10));
        }
        return number.toString();
    }

    private static String hex(Random random, int digits) {
        StringBuilder hex = new StringBuilder();
        while (hex.length() < digits) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }

    static String any(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }
}
