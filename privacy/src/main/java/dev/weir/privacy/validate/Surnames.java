package dev.weir.privacy.validate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Han surnames: those of the Hundred Family Surnames (百家姓), the compound ones among them, and others that are common
 * today; and how they are written in Latin letters.
 */
public final class Surnames {

    private static final BitSet SINGLE = ("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁"
                    + "柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒"
                    + "屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左"
                    + "石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符"
                    + "刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀"
                    + "郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚"
                    + "那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付覃代岳苟母涂佟商牟佘伯赏墨哈谯笪年爱阳仝亓仉帅缑亢况有琴海晋楚法汝鄢归"
                    + "赫撒揭占冼粟税由位郇占战初门兰丛邸盘原敬普郎拜奉折宾宛寸官卿纳辜邝谌尧圣来矫库晓郄佴麴衣尉呙妫隋朴禤庹郇鹿楼迟苑仵冮镡漆续泮")
            .codePoints()
            .collect(BitSet::new, BitSet::set, BitSet::or);

    private static final Set<String> COMPOUND = Set.copyOf(
            Arrays.asList(("万俟 司马 上官 欧阳 夏侯 诸葛 闻人 东方 赫连 皇甫 尉迟 公羊 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公孙 仲孙 轩辕 令狐 钟离 宇文 长孙 慕容 鲜于"
                            + " 闾丘 司徒 司空 亓官 司寇 子车 颛孙 端木 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 百里 东郭 南门 呼延 羊舌 微生 梁丘 左丘"
                            + " 东门 西门 南宫 第五 纳兰 独孤 完颜 叶赫")
                    .split(" ")));

    private static final Set<String> LATIN = Arrays.stream(
                    ("zhao qian sun li zhou wu zheng wang feng chen wei jiang shen han yang zhu qin you xu he lv lyu"
                                    + " lu shi zhang kong cao yan hua jin tao qi xie zou yu bai su pan ge fan peng lang ma miao"
                                    + " fang ren yuan liu bao tang fei lei ni teng yin luo bi hao an chang le fu pi bian kang gu"
                                    + " meng ping huang mu xiao yao shao mao di mi ming dai song pang xiong ji shu xiang dong"
                                    + " liang du ruan lan jia guo mei sheng lin zhong qiu gao xia cai tian hu ling huo wan guan mo"
                                    + " deng yi cheng xing pei rong duan hou gan long ye xin tan lai zhuo niu wen zhuang chai lian"
                                    + " ai rong gu liao geng ou nie zeng sha guan cui hong zuo ding kuang mai ouyang sima zhuge"
                                    + " shangguan leung wong chan cheung lau kwok tsang")
                            .split(" "))
            .collect(Collectors.toUnmodifiableSet());

    private Surnames() {}

    /** How many code points of the text's start are a surname: 2, 1, or 0; a compound one comes first. */
    public static int length(String text) {
        if (text.length() >= 2 && COMPOUND.contains(text.substring(0, 2))) {
            return 2;
        }
        return !text.isEmpty() && isSingle(text.charAt(0)) ? 1 : 0;
    }

    /** Whether a character is a surname. */
    public static boolean isSingle(int character) {
        return SINGLE.get(character);
    }

    /** Whether a word in Latin letters is a surname, in pinyin or as in Hong Kong; its case does not matter. */
    public static boolean isLatin(String word) {
        return LATIN.contains(word.toLowerCase(Locale.ROOT));
    }

    /** How many there are, compound ones included. */
    static int count() {
        return SINGLE.cardinality() + COMPOUND.size();
    }
}
