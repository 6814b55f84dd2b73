package dev.weir.privacy.detect;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Columns of people who do not exist and of things, for the figures of the documentation. Every list of words has two halves: the
 * detectors may be worked on with the even one alone, the odd one gives the figures.
 */
final class FreshColumns {

    private static final String RARE =
            "逄 仉 亓 佴 佘 缑 郄 厍 逯 揭 撒 佟 冼 亢 寇 糜 宓 嵇 钮 仝 蔺 訾 麴 乜 逮 鄢 芮 郏 羿 晁 暴 阚 苟 闾 邸 官 占 衣 冀 危";
    private static final String COMPOUND = "欧阳 上官 司徒 诸葛 皇甫 尉迟 端木 慕容 令狐 夏侯 东方 澹台 长孙 宇文";
    private static final String GIVEN =
            "伟 静 雅琴 建国 志强 晓东 丽华 欣怡 子涵 浩然 秀英 国庆 明月 文博 雨桐 佳宁 鹏飞 淑珍 玉兰 海燕 俊杰 思远 桂芳 春梅 立新 宏伟 婷婷 梓轩 一诺 沐宸 凤霞 长江 永福 德胜 若曦 可心 敏 磊"
                    + " 超 霞 振东 嘉怡 慧敏 红军 金凤 少华 晨曦 天佑 念慈 守义";
    private static final String UYGHUR =
            "阿卜杜拉 买买提 古丽娜尔 艾合买提 热依汗 吐尔逊 阿依古丽 努尔买买提 迪丽努尔 库尔班 帕提古丽 玉素甫 再努尔 艾力 米热古丽 哈斯木 沙吾提 阿不都热合曼 依米提 卡德尔 祖木热提 伊布拉音 茹克亚 托合提 叶尔肯 哈丽达"
                    + " 巴合提别克 阿依努尔 才仁 卓玛 尼玛 扎西";
    private static final String TAIWAN_SURNAMES = "陳 林 黃 張 李 王 吳 劉 蔡 楊 許 鄭 謝 洪 郭 邱 曾 廖 賴 徐 周 葉 蘇 莊 呂 江 何 蕭 羅 簡 鍾 游";
    private static final String TAIWAN_GIVEN =
            "怡君 志豪 雅婷 冠宇 宜蓁 家豪 淑芬 俊傑 美玲 承翰 詩涵 宗翰 佩珊 建宏 欣妤 柏翰 雅雯 惠雯 彥廷 鈺婷 麗華 國榮 靜宜 佳穎 哲瑋 筱涵 韻如 宥廷 秉諺 品妍 聖傑 慧君";
    private static final String ENGLISH_GIVEN =
            "James Mary Oliver Charlotte Noah Olivia William Emma Henry Grace Gregory Brenda Isaac Naomi Leonard Beatrice Kevin Denise Trevor Gemma Nathan Melissa Stuart Fiona Adrian Joyce Callum Heather"
                    + " Derek Imogen Rashid Priya Diego Anjali Kofi Yusuf Mateo Zainab Lars Ingrid";
    private static final String ENGLISH_FAMILY =
            "Smith Johnson Whitaker Bennett Okonkwo Fletcher Hargreaves Nguyen Patel Rodriguez Sinclair Goldberg Donovan Ellsworth McKenzie O'Connor Lindqvist Abernathy Castillo Thornton Blackwood Pritchard Osei"
                    + " Vasquez Hutchinson Kaplan Winslow Marchetti Dhillon Ferguson Stone Baker Young King Price Cole Rivera Chaudhry Bauer Novak";
    private static final String PINYIN_FAMILY =
            "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Luo Zheng Xie Tang Song Deng Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen"
                    + " Ouyang";
    private static final String PINYIN_GIVEN =
            "Wei Jianguo Xiaoming Na Fang Zhiqiang Yating Haoran Zihan Xiuying Guoqing Mingyue Wenbo Yutong Jianing Pengfei Shuzhen Yulan Haiyan Junjie Siyuan Guifang Chunmei Lixin Hongwei Tingting Zixuan Yinuo"
                    + " Fengxia Changjiang Yongfu Ruoxi Min Lei Chao Xia";

    private final Random random;
    private final People people;
    private final int half;

    /** Of the even half, 0, or of the odd one, 1. */
    FreshColumns(long seed, int half) {
        this.random = new Random(seed);
        this.people = new People(seed);
        this.half = half;
    }

    /** Numbers with a check digit, by the category that a column of them has. */
    Map<String, Supplier<String>> checked() {
        Map<String, Supplier<String>> columns = new LinkedHashMap<>();
        columns.put("RID resident", people::identity);
        columns.put("RID Hong Kong", this::hongKong);
        columns.put("RID Taiwan", this::taiwan);
        columns.put("ORG credit code", this::creditCode);
        columns.put("BANK IBAN", this::iban);
        columns.put("BANK card", people::card);
        columns.put("NETID IMEI", () -> luhn(any("86 35 01").concat(people.digits(12))));
        columns.put("PLATE VIN", this::vehicle);
        return columns;
    }

    /** What stands between them in columns of which they are a part. */
    Supplier<String> filler() {
        return switch (random.nextInt(4)) {
            case 0 -> () -> "H" + people.digits(7);
            case 1 -> () -> people.digits(16);
            case 2 -> () -> "NO-" + people.digits(6);
            default -> () -> any("正常 异常 阴性 阳性 温度 高压 石头 黄色") + people.digits(3);
        };
    }

    /** Mobiles as people write them. */
    Map<String, Supplier<String>> mobiles() {
        Map<String, Supplier<String>> columns = new LinkedHashMap<>();
        String[] forms = {
            "%s%s%s",
            "%s-%s-%s",
            "%s %s %s",
            "%s.%s.%s",
            "0086%s%s%s",
            "0086-%s-%s-%s",
            "+86 %s %s %s",
            "86 %s%s%s",
            "(+86)%s%s%s",
            "(+86) %s-%s-%s",
            "+86-%s%s%s",
            "0086 %s %s %s",
            "86-%s-%s-%s",
            "+86(0)%s%s%s"
        };
        for (String form : forms) {
            columns.put(form, () -> mobile(form));
        }
        columns.put("full width", () -> wide(mobile(forms[random.nextInt(3)])));
        columns.put("no-break space", () -> mobile(forms[2]).replace(' ', '\u00a0'));
        columns.put("zero width", () -> mobile(forms[0]).substring(0, 3) + "\u200b" + people.digits(8));
        columns.put("mixed", () -> mobile(forms[random.nextInt(forms.length)]));
        columns.put("Hong Kong", () -> "+852 " + any("5 6 9") + people.digits(3) + " " + people.digits(4));
        columns.put("Taiwan", () -> "09" + people.digits(2) + "-" + people.digits(3) + "-" + people.digits(3));
        columns.put("London", () -> "+44 7" + people.digits(3) + " " + people.digits(6));
        columns.put("New York", () -> "(" + (201 + random.nextInt(700)) + ") 555-" + people.digits(4));
        return columns;
    }

    private String mobile(String form) {
        String number = people.mobile();
        return String.format(form, number.substring(0, 3), number.substring(3, 7), number.substring(7));
    }

    /** Bank cards as people write them. */
    Map<String, Supplier<String>> cards() {
        Map<String, Supplier<String>> columns = new LinkedHashMap<>();
        columns.put("plain", people::card);
        columns.put("groups", () -> grouped(people.card(), ' '));
        columns.put("dashes", () -> grouped(people.card(), '-'));
        columns.put("UnionPay", () -> luhn("62" + people.digits(16)));
        columns.put("Mastercard 2", () -> luhn((2221 + random.nextInt(499)) + people.digits(11)));
        columns.put("Amex", () -> luhn(any("34 37") + people.digits(12)));
        columns.put("full width", () -> wide(people.card()));
        return columns;
    }

    private static String grouped(String number, char sign) {
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < number.length(); i++) {
            grouped.append(i > 0 && i % 4 == 0 ? String.valueOf(sign) : "").append(number.charAt(i));
        }
        return grouped.toString();
    }

    /** Chinese names. */
    Map<String, Supplier<String>> chineseNames() {
        Map<String, Supplier<String>> columns = new LinkedHashMap<>();
        columns.put("common", people::name);
        columns.put("rare surnames", () -> any(RARE) + any(GIVEN));
        columns.put("compound surnames", () -> any(COMPOUND) + any(GIVEN));
        columns.put("with a dot", () -> any(UYGHUR) + "·" + any(UYGHUR));
        columns.put("with another dot", () -> any(UYGHUR) + any("• ・ .") + any(UYGHUR));
        columns.put("Taiwan", () -> any(TAIWAN_SURNAMES) + any(TAIWAN_GIVEN));
        columns.put("two surnames", () -> any(TAIWAN_SURNAMES) + any(TAIWAN_SURNAMES) + any(TAIWAN_GIVEN));
        columns.put("blank inside", () -> {
            String name = people.name();
            return name.length() == 2 ? name.charAt(0) + " " + name.charAt(1) : name;
        });
        columns.put("mixed", () -> switch (random.nextInt(6)) {
            case 0 -> any(RARE) + any(GIVEN);
            case 1 -> any(UYGHUR) + "·" + any(UYGHUR);
            case 2 -> any(COMPOUND) + any(GIVEN);
            default -> people.name();
        });
        return columns;
    }

    /** English names and Chinese ones in pinyin. */
    Map<String, Supplier<String>> latinNames() {
        Map<String, Supplier<String>> columns = new LinkedHashMap<>();
        columns.put("First Last", () -> any(ENGLISH_GIVEN) + " " + any(ENGLISH_FAMILY));
        columns.put("Last, First", () -> any(ENGLISH_FAMILY) + ", " + any(ENGLISH_GIVEN));
        columns.put("FIRST LAST", () -> upper(any(ENGLISH_GIVEN) + " " + any(ENGLISH_FAMILY)));
        columns.put("LAST, FIRST M", () -> upper(any(ENGLISH_FAMILY) + ", " + any(ENGLISH_GIVEN) + " " + any("A B J")));
        columns.put("First M. Last", () -> any(ENGLISH_GIVEN) + " " + any("A. C. M.") + " " + any(ENGLISH_FAMILY));
        columns.put(
                "Title First Last", () -> any("Mr. Mrs. Dr.") + " " + any(ENGLISH_GIVEN) + " " + any(ENGLISH_FAMILY));
        columns.put("first last", () -> (any(ENGLISH_GIVEN) + " " + any(ENGLISH_FAMILY)).toLowerCase(Locale.ROOT));
        columns.put("Last F.", () -> any(ENGLISH_FAMILY) + " " + any("A. B. C. D. J. M."));
        columns.put("LAST^FIRST", () -> upper(any(ENGLISH_FAMILY) + "^" + any(ENGLISH_GIVEN)));
        columns.put("First", () -> any(ENGLISH_GIVEN));
        columns.put("Xing Ming", () -> any(PINYIN_FAMILY) + " " + any(PINYIN_GIVEN));
        columns.put("Ming Xing", () -> any(PINYIN_GIVEN) + " " + any(PINYIN_FAMILY));
        columns.put("XING MING", () -> upper(any(PINYIN_FAMILY) + " " + any(PINYIN_GIVEN)));
        columns.put("XING Ming", () -> upper(any(PINYIN_FAMILY)) + " " + any(PINYIN_GIVEN));
        columns.put("Xing, Ming", () -> any(PINYIN_FAMILY) + ", " + any(PINYIN_GIVEN));
        columns.put("xing ming", () -> (any(PINYIN_FAMILY) + " " + any(PINYIN_GIVEN)).toLowerCase(Locale.ROOT));
        columns.put("XingMing", () -> any(PINYIN_FAMILY) + any(PINYIN_GIVEN));
        columns.put("xingming", () -> (any(PINYIN_FAMILY) + any(PINYIN_GIVEN)).toLowerCase(Locale.ROOT));
        return columns;
    }

    /** Things that are nobody. */
    Map<String, Supplier<String>> things() {
        Map<String, Supplier<String>> columns = new LinkedHashMap<>(OrdinaryColumns.all(random));
        WORDS.forEach((name, words) -> {
            if (Math.floorMod(name.hashCode(), 2) == half) {
                columns.put(name, () -> any(words, ";"));
            }
        });
        columns.put("lot like Hong Kong", () -> any("A B C H K P") + people.digits(7));
        columns.put("lot like Taiwan", () -> any("A B C H K P") + any("1 2") + people.digits(8));
        columns.put("number of 15", () -> any("86 35 12") + people.digits(13));
        columns.put("number of 17", () -> "L" + alphanumeric(16));
        columns.put("code of 18", () -> "91" + people.digits(6) + alphanumeric(10));
        columns.put("like a card", () -> any("62 4 5") + people.digits(15));
        columns.put("like a card in groups", () -> grouped(any("62 41 51") + people.digits(14), ' '));
        columns.put("ean", () -> "978" + people.digits(10));
        columns.put("waybill", () -> "SF" + people.digits(13));
        columns.put("waybill of 12", () -> any("7 4 2") + people.digits(11));
        columns.put("moment", () -> day().toString().replace("-", "") + people.digits(6));
        columns.put(
                "atc",
                () -> any("A B C J N") + "0" + random.nextInt(10) + any("A B C") + any("A B") + people.digits(2));
        columns.put("snomed", () -> (10_000_000 + random.nextInt(400_000_000)) + "");
        columns.put("decimal", () -> String.format(Locale.ROOT, "%.6f", random.nextGaussian() * 1000));
        columns.put("part", () -> any("AX BX QZ") + "-" + people.digits(3) + "-" + people.digits(4));
        columns.put(
                "part in groups",
                () -> people.digits(3) + "-" + people.digits(3) + "-" + people.digits(4) + "-" + people.digits(2));
        columns.put("size", () -> people.digits(2) + "x" + people.digits(2) + " cm");
        columns.put("note", () -> any(SENTENCES, ";") + any(SENTENCES, ";") + people.digits(2));
        columns.put(
                "English note",
                () -> any(ENGLISH_SENTENCES, ";") + " " + any(ENGLISH_SENTENCES, ";") + " " + people.digits(2));
        columns.put("company", () -> any("华东 长城 金桥 东方 宏达 瑞丰") + any("科技 贸易 医疗 物流") + any("有限公司 集团 股份公司"));
        columns.put(
                "reagent",
                () -> any("Anti Human Goat Mouse") + " " + any("Actin Tubulin Albumin Insulin") + " "
                        + any("Kit Antibody Serum"));
        columns.put("hour", () -> String.format(Locale.ROOT, "%02d:%02d", random.nextInt(24), random.nextInt(60)));
        return columns;
    }

    private static final String SENTENCES =
            "双肺呼吸音清。;未见明显异常。;否认冶游史。;超声示单活胎。;建议低盐低脂饮食。;伤口愈合良好。;予以补液治疗。;心律齐。;腹部平软。;无药物过敏史。;大便正常。;继续观察病情变化。;复查血常规。;四肢肌力正常。";
    private static final String ENGLISH_SENTENCES =
            "No acute distress.;Lungs are clear to auscultation.;Continue current therapy.;Echocardiogram was unremarkable.;Wound healing well.;Regular rate and rhythm.;Labs are pending.;Denies chest pain.;Follow up in two"
                    + " weeks.;Mild edema of both ankles.;Warfarin was held.;Abdomen soft and non-tender.";

    private static final Map<String, String> WORDS = words();

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(
                "city",
                "New York;Los Angeles;San Francisco;Kansas City;Salt Lake City;Santa Fe;Cape Town;Buenos Aires;Tel Aviv;Hong Kong;New Delhi;Sao Paulo;Fort Worth;San Jose;El Paso;Baton Rouge;Las Vegas;St. Louis");
        words.put(
                "country",
                "United States;United Kingdom;New Zealand;South Korea;Saudi Arabia;Sri Lanka;Costa Rica;Czech Republic;South Africa;North Macedonia;China;France;Germany;Brazil;Puerto Rico;El Salvador");
        words.put(
                "job",
                "Software Engineer;Data Analyst;Project Manager;Sales Director;Staff Nurse;Research Assistant;Chief Officer;Head Chef;Truck Driver;Office Clerk;Senior Partner;Lab Technician");
        words.put(
                "disease",
                "Parkinson Disease;Crohn Disease;Diabetes Mellitus;Graves Disease;Hodgkin Lymphoma;Acute Bronchitis;Heart Failure;Marfan Syndrome;Down Syndrome;Essential Hypertension;Bell Palsy;Wilson Disease");
        words.put(
                "drug",
                "Amoxicillin Clavulanate;Metformin Hydrochloride;Insulin Glargine;Sodium Chloride;Folic Acid;Vitamin D;Ferrous Sulfate;Morphine Sulfate;Potassium Chloride;Zinc Oxide;Calcium Carbonate");
        words.put(
                "department in English",
                "Internal Medicine;Emergency Room;Intensive Care;General Surgery;Nuclear Medicine;Family Practice;Pain Clinic;Day Surgery;Oral Surgery;Sports Medicine");
        words.put(
                "product",
                "Wireless Mouse;Ergonomic Chair;Blue Kettle;Steel Bottle;Garden Hose;Leather Wallet;Office Lamp;Cotton Shirt;Running Shoes;Desk Organizer;Rose Gold Ring;Cherry Wood Table;Amber Glass Jar");
        words.put(
                "company in English",
                "Acme Holdings;Global Logistics;Pacific Trading;Northern Steel;Delta Air Lines;Morgan Stanley;Wells Fargo;Johnson Controls;General Electric;Ford Motor;Goldman Sachs;Ernst Young;Tiffany Co");
        words.put(
                "status in English",
                "Not Started;In Progress;On Hold;Done;Cancelled;Under Review;Out Of Stock;Back Order;Fully Paid");
        words.put(
                "colour",
                "Dark Blue;Light Green;Rose Red;Olive Green;Navy Blue;Sky Blue;Ivory White;Coral Pink;Jet Black;Amber;Violet;Hazel;Ruby Red");
        words.put("weekday", "Monday;Tuesday;Wednesday;Thursday;Friday;Saturday;Sunday");
        words.put("month", "January;February;March;April;May;June;July;August;September;October;November;December");
        words.put(
                "song",
                "Yellow Submarine;Hotel California;Purple Rain;Billie Jean;Imagine;Sweet Caroline;Hey Jude;Bohemian Rhapsody;Rolling Stone;Dancing Queen");
        words.put(
                "ship method", "REG AIR;FEDEX GROUND;DELIVER IN PERSON;TAKE BACK RETURN;COLLECT COD;NEXT DAY AIR;RAIL");
        words.put(
                "herb",
                "何首乌;白术;柴胡;当归;黄芪;党参;金银花;连翘;甘草;麻黄;桂枝;川芎;丹参;红花;桃仁;杜仲;牛膝;茯苓;泽泻;车前子;黄连;黄柏;白芍;赤芍;防风;荆芥;薄荷;桑叶;菊花;葛根;苏叶;石膏;知母;熟地黄;麦冬;五味子;山药;山茱萸;陈皮;枳壳");
        words.put(
                "diagnosis",
                "高血压;糖尿病;冠心病;白内障;胃溃疡;肺炎;贫血;痛风;骨折;脑梗死;胆结石;甲亢;胰腺炎;阑尾炎;鼻炎;湿疹;荨麻疹;颈椎病;房颤;心衰;肝硬化;肾炎;痔疮;疝气;中耳炎;麻疹;水痘;黄疸;毛囊炎;包皮炎");
        words.put("sign", "头晕;胸闷;胸痛;腹痛;腹泻;发热;咳嗽;咳痰;乏力;心悸;水肿;黄疸;恶心;呕吐;便秘;尿频;盗汗;消瘦;耳鸣;气促;咯血;便血;失眠;纳差;畏寒;石膏样便;安静;高热;熊猫眼");
        words.put("body part", "胸部;腹部;头颅;颈椎;腰椎;膝关节;髋关节;肩关节;左手;右足;乳腺;甲状腺;前列腺;子宫;卵巢;肝脏;胆囊;脾脏;胰腺;双肾;包皮;方肌;连合");
        words.put("colour in Chinese", "白色;黑色;红色;黄色;蓝色;绿色;紫色;灰色;金色;银色;棕色;橙色;粉红;米白;藏青;石灰;姜黄;湖蓝;柏绿");
        words.put(
                "product in Chinese",
                "连衣裙;牛仔裤;保温杯;洗衣液;方便面;矿泉水;蓝牙耳机;充电宝;数据线;笔记本;马克杯;电饭煲;空气炸锅;羊毛衫;花生油;安全帽;金戒指;白酒;黄酒;苏打水;石榴汁;毛巾;万能胶;江米条;何氏糕");
        words.put("county", "海淀区;朝阳区;浦东新区;天河区;南山区;鼓楼区;西湖区;武侯区;雁塔区;金水区;和平区;常熟市;昆山市;江阴市;张家港市;安吉县;余姚市;石狮市;乐清市;谷城县;阳朔县");
        words.put(
                "province",
                "北京;天津;河北;山西;内蒙古;辽宁;吉林;黑龙江;上海;江苏;浙江;安徽;福建;江西;山东;河南;湖北;湖南;广东;广西;海南;重庆;四川;贵州;云南;西藏;陕西;甘肃;青海;宁夏;新疆");
        words.put("job in Chinese", "工程师;经理;总监;司机;会计;出纳;厨师;护工;保安;农民;工人;学生;教师;律师;记者;警察;军人;程序员;设计师;销售员;文员;店长;技工;钟点工;常务");
        words.put("school", "第一中学;实验小学;清华大学;北京大学;复旦大学;人民大学;师范学院;职业学院;附属中学;外国语学校;南开大学;同济大学;武汉大学");
        words.put("idiom", "马到成功;万事如意;安居乐业;平安无事;高枕无忧;金玉满堂;白手起家;花好月圆;百年好合;千方百计;黄粱一梦;温故知新;毛遂自荐;叶公好龙");
        words.put(
                "hospital course",
                "好转;治愈;未愈;转院;死亡;随访;出院;在院;平诊;急诊;方案;常规;安排;经过;充分;向前;应答;习得;终止;从未;成熟;解除;施救;查体;满意;易感;时断;宁静");
        words.put(
                "test in Chinese", "血常规;尿常规;肝功能;肾功能;凝血;血脂;电解质;心电图;胸片;彩超;脑电图;胃镜;肠镜;骨密度;糖化;空腹血糖;葛根素;单核;毛细管;段密度;平均体积;红细胞");
        words.put("animal", "马;牛;羊;熊猫;金丝猴;白鹤;黄牛;水牛;鱼;鲍鱼;龙虾;燕子;乌龟;孔雀;凤凰;雷鸟;江豚;花豹;苍鹰;黎鸡");
        words.put("food", "红烧肉;宫保鸡丁;麻婆豆腐;鱼香肉丝;水煮鱼;白切鸡;蒸饺;包子;馒头;油条;豆浆;小米粥;方糕;花卷;汤圆;莲蓉包;黄焖鸡;苏式月饼;温州鱼丸;梅菜扣肉;东坡肉;毛血旺;夏威夷果");
        words.put("bank in Chinese", "工商银行;建设银行;农业银行;中国银行;招商银行;交通银行;平安银行;宁波银行;江苏银行;华夏银行;张家港行;常熟银行");
        words.put("unit in Chinese", "公斤;平方米;立方米;毫升;毫克;万元;千克;小时;分钟;包;盒;瓶;支;片;安培;伏特;单位;元");
        return words;
    }

    String any(String words) {
        return any(words, " ");
    }

    private String any(String words, String between) {
        String[] all = words.split(between);
        int[] mine = IntStream.range(0, all.length)
                .filter(i -> all.length < 8 || between.equals(";") || i % 2 == half)
                .toArray();
        return all[mine[random.nextInt(mine.length)]];
    }

    private LocalDate day() {
        return LocalDate.of(2010, 1, 1).plusDays(random.nextInt(5000));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String wide(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append(c > 32 && c < 127 ? (char) (c + 0xfee0) : (char) c));
        return wide.toString();
    }

    private static String luhn(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return body + (10 - sum % 10) % 10;
    }

    private String hongKong() {
        String body = any("A C D E G H K M P R V Y Z WX") + people.digits(6);
        int sum = body.length() == 7 ? 9 * 36 : 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            sum += (Character.isLetter(c) ? c - 'A' + 10 : c - '0') * (body.length() + 1 - i);
        }
        int check = (11 - sum % 11) % 11;
        String digit = check == 10 ? "A" : String.valueOf(check);
        return body + (random.nextInt(10) < 5 ? "(" + digit + ")" : digit);
    }

    private String taiwan() {
        String letters = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
        int letter = random.nextInt(26);
        String body = (random.nextBoolean() ? "1" : "2") + people.digits(7);
        int number = letter + 10;
        int sum = number / 10 + 9 * (number % 10);
        for (int i = 0; i < 8; i++) {
            sum += (body.charAt(i) - '0') * (8 - i);
        }
        return letters.charAt(letter) + body + (10 - sum % 10) % 10;
    }

    private String creditCode() {
        String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        String body = any("91 92 93 51 12") + people.identity().substring(0, 6) + alphanumeric(9, alphabet);
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += alphabet.indexOf(body.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return body + alphabet.charAt((31 - sum % 31) % 31);
    }

    private String iban() {
        String country = any("DE GB FR NL ES");
        String body = switch (country) {
            case "DE" -> people.digits(18);
            case "GB" -> "NWBK" + people.digits(14);
            case "FR" -> people.digits(23);
            case "NL" -> "ABNA" + people.digits(10);
            default -> people.digits(20);
        };
        StringBuilder digits = new StringBuilder();
        (body + country + "00").chars().forEach(c -> digits.append(Character.digit(c, 36)));
        int check = 98
                - new java.math.BigInteger(digits.toString())
                        .mod(java.math.BigInteger.valueOf(97))
                        .intValue();
        String number = country + String.format(Locale.ROOT, "%02d", check) + body;
        return random.nextBoolean() ? number : grouped(number, ' ');
    }

    private String vehicle() {
        String alphabet = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
        String letters = "12345678012345070923456789";
        int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
        char[] number = ("L" + alphanumeric(16, alphabet)).toCharArray();
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            char c = number[i];
            sum += weights[i] * (Character.isDigit(c) ? c - '0' : letters.charAt(c - 'A') - '0');
        }
        number[8] = sum % 11 == 10 ? 'X' : (char) ('0' + sum % 11);
        return new String(number);
    }

    private String alphanumeric(int length) {
        return alphanumeric(length, "0123456789ABCDEFGHJKLMNPRTUWXY");
    }

    private String alphanumeric(int length, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** So many values, each as often as chance has it. */
    static List<String> values(int count, Supplier<String> values) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(values.get());
        }
        return all;
    }
}
