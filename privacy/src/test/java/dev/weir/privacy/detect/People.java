package dev.weir.privacy.detect;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * People who do not exist: names, numbers, addresses from a seed. Numbers carry the right check digits; regions are those of
 * provinces, with districts that were never given out where there is a choice.
 */
final class People {

    private static final String[] SURNAMES =
            ("王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 韩 邓 冯 曹 彭 曾 肖 田 董 潘 袁 蔡 蒋 余 于 杜 叶 程 魏 苏 吕 丁 任 卢 姚 沈"
                            + " 钟 姜 崔 谭 陆 范 汪 廖 石 金 韦 贾 夏 付 方 邹 熊 白 孟 秦 邱 侯 江 尹 薛 闫 段 雷 龙 黎 史 陶 贺 毛 郝 顾 龚 邵 万 覃 武 钱 戴 严 莫 孔 向 常 欧阳"
                            + " 上官 司马 诸葛")
                    .split(" ");

    private static final String GIVEN =
            "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红梅玲飞鹏辉鑫波斌宇浩凯健俊帆帅旭宁龙林佳雪倩琳洁颖琴云莲真环爱妹凤瑞凡嘉琼勤珍贞莉叶璧璐娅琦晶妍茜秋珊莎锦黛青婷姣婉娴瑾露瑶怡婵雁蓓纨仪荷丹蓉眉君蕊薇菁梦岚苑筠柔竹霭凝晓欢霄枫芸菲寒欣滢伊亚宜可姬舒影荔枝思睿建国志文子轩涵梓博泽宏立永光正义天德庆福贵昌盛海成东山仁昊晨阳峰";

    private static final int[] PROVINCES = {
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
        63, 64, 65
    };

    private static final List<String> PLACES = List.of(
            "北京市海淀区",
            "北京市朝阳区",
            "上海市浦东新区",
            "上海市徐汇区",
            "天津市河西区",
            "重庆市渝中区",
            "广东省广州市天河区",
            "广东省深圳市南山区",
            "江苏省南京市鼓楼区",
            "江苏省苏州市吴中区",
            "浙江省杭州市西湖区",
            "山东省济南市历下区",
            "四川省成都市武侯区",
            "湖北省武汉市洪山区",
            "湖南省长沙市岳麓区",
            "陕西省西安市雁塔区",
            "河南省郑州市金水区",
            "福建省厦门市思明区",
            "辽宁省沈阳市和平区",
            "吉林省长春市朝阳区",
            "黑龙江省哈尔滨市南岗区",
            "安徽省合肥市蜀山区",
            "江西省南昌市东湖区",
            "云南省昆明市五华区",
            "贵州省贵阳市云岩区",
            "广西壮族自治区南宁市青秀区",
            "内蒙古自治区呼和浩特市新城区",
            "新疆维吾尔自治区乌鲁木齐市天山区",
            "河北省石家庄市长安区",
            "山西省太原市小店区",
            "甘肃省兰州市城关区",
            "海南省海口市美兰区",
            "河北省邢台市清河县",
            "云南省大理白族自治州大理市",
            "四川省阿坝藏族羌族自治州汶川县",
            "深圳市福田区",
            "海淀区",
            "昆山市");

    private static final List<String> ROADS = List.of(
            "中关村大街", "建国路", "人民路", "解放路", "中山路", "长江西路", "科技园路", "和平街", "文化路", "新华大街", "学院路", "滨江大道", "迎宾路", "花园路",
            "朝阳北路", "南京东路", "青年路", "幸福巷", "光明胡同", "胜利街", "工业大道", "环城南路", "黄河路", "友谊路", "天府大道北段", "珠江路");

    private static final String[] PLATE_PROVINCES = "京 津 沪 渝 冀 豫 云 辽 黑 湘 皖 鲁 苏 浙 赣 鄂 桂 甘 晋 蒙 陕 吉 闽 贵 粤 川".split(" ");

    private final Random random;

    People(long seed) {
        this.random = new Random(seed);
    }

    String name() {
        StringBuilder name = new StringBuilder(any(SURNAMES));
        int given = random.nextInt(10) < 3 ? 1 : 2;
        for (int i = 0; i < given; i++) {
            name.append(GIVEN.charAt(random.nextInt(GIVEN.length())));
        }
        return name.toString();
    }

    String identity() {
        LocalDate born = day();
        String body = String.format(
                Locale.ROOT,
                "%02d%04d%04d%02d%02d%03d",
                PROVINCES[random.nextInt(PROVINCES.length)],
                100 + random.nextInt(2900),
                born.getYear(),
                born.getMonthValue(),
                born.getDayOfMonth(),
                random.nextInt(1000));
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (body.charAt(i) - '0') * weights[i];
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    String mobile() {
        return "1" + (3 + random.nextInt(7)) + digits(9);
    }

    String landline() {
        return (random.nextBoolean() ? "0" + (10 + random.nextInt(20)) : "0" + (310 + random.nextInt(600))) + "-"
                + (2 + random.nextInt(7)) + digits(7);
    }

    String card() {
        String[] heads = {"622202", "621226", "622848", "622588", "621700", "4", "5", "625965"};
        String body = any(heads);
        int length = body.length() == 1 ? 16 : (random.nextBoolean() ? 19 : 16);
        body = body + digits(length - 1 - body.length());
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return body + (10 - sum % 10) % 10;
    }

    String email() {
        String[] hosts = {"example.com", "mail.example.cn", "example.org", "hospital.example.com.cn"};
        String[] heads = {"li.wei", "zhang_san", "wang", "chen-jing", "user", "xiaoming"};
        return any(heads) + random.nextInt(10_000) + "@" + any(hosts);
    }

    String address() {
        return PLACES.get(random.nextInt(PLACES.size()))
                + ROADS.get(random.nextInt(ROADS.size()))
                + (1 + random.nextInt(500))
                + "号"
                + (random.nextBoolean() ? (1 + random.nextInt(20)) + "号楼" + (101 + random.nextInt(2000)) + "室" : "");
    }

    String plate() {
        return any(PLATE_PROVINCES) + "ABCDEFGH".charAt(random.nextInt(8)) + digits(5);
    }

    String record() {
        return "H" + digits(7);
    }

    LocalDate day() {
        return LocalDate.of(1930, 1, 1).plusDays(random.nextInt(33_000));
    }

    String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    String any(String... of) {
        return of[random.nextInt(of.length)];
    }
}
