package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameDictionary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a name as a whole value. */
class NamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "John Smith",
                "john smith",
                "JOHN SMITH",
                "Smith, John",
                "Smith^John",
                "Smith^John=李^明",
                "John_Smith",
                "John  Smith",
                "John Paul George Smith",
                "John Jean-Pierre",
                "Emma Emma",
                "Okoro Chidi",
                // one word that is a given name and no other word
                "John",
                "Maria",
                "MARIA",
                // a title or an initial makes up for a word that nobody knows
                "Miss Emma",
                "Dr. Qorv Smith",
                "J. Smith",
                "Smith J.",
                "J Smith",
                "Zelb Q.",
                // pinyin, in either order, in one word or two
                "Zhang Wei",
                "Wei Zhang",
                "zhang wei",
                "zhang-wei",
                "zhang.wei",
                "zhangwei",
                "zhangXiaoming",
                "ZhangXiaoming",
                "ouyangnana",
                "Li Na",
            })
    void inLatinLetters(String text) {
        assertThat(LatinNames.isLikelyName(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Smith",
                "john",
                "Qorv",
                "Qorv Zelb",
                "Dr. Qorv",
                "Mark",
                "Grace",
                "Hope Grace",
                "Rose Lily",
                "rose lily",
                "Smith Brown",
                "Q. Zelb",
                "John Chest",
                "Mr John Chest",
                "Left Hand",
                "left hand",
                "john Smith",
                "John3",
                "1John",
                "John:Smith",
                "John/Smith",
                "John一",
                "John's",
                "John_",
                "^John",
                "J^",
                "A B C D E",
                "John Paul George Ringo Smith",
                "John Smithsmithsmithsmithsmithsmithsmithsmithsmithsmithsmithsm",
                "Li",
                "Zhxng Wei",
                "Zhang W",
                "Zhang Xx",
                "changsha",
                "panda",
            })
    void notInLatinLetters(String text) {
        assertThat(LatinNames.isLikelyName(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zhangwei", "Zhangwei", "ZhangXiaoming", "ouyangnana", "wangfang", "lina", "chenchen", "caohua"})
    void readAsPinyin(String text) {
        assertThat(LatinNames.readsAsName(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changsha",
                "shanghai",
                "panda",
                "human",
                "dang",
                "mama",
                "zhang wei",
                "zhangw",
                "zhxng",
                "zhanghuangyangliuwei",
                ""
            })
    void notReadAsPinyin(String text) {
        assertThat(LatinNames.readsAsName(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "张三",
                "张三丰",
                "王建国",
                "陈小明",
                "陳小明",
                "張偉",
                "亓明",
                "仝小明",
                "欧阳娜娜",
                "司马光",
                "诸葛亮",
                "温小度",
                // a wife's name after her husband's
                "赖李韵如",
                "张 伟",
                "张-伟",
                "张-伟-明",
                "阿依古丽·买买提",
                "阿依古丽.买买提",
                "古丽·玉",
            })
    void inChinese(String text) {
        assertThat(NameDictionary.isLikelyName(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "张", "司马", "欧阳", "高兴", "温度", "方向", "王国", "周一", "胡萝卜", "對照組", "对照组", "老张", "小王", "王的", "张总", "毛主席",
                "朱红色", "难小明", "李小龙女", "罗桑顿珠", "买买提", "张A", "张 伟 大 明", "对照·买买提", "古丽·", "·玉",
            })
    void notInChinese(String text) {
        assertThat(NameDictionary.isLikelyName(text)).isFalse();
    }
}
