package dev.weir.privacy.detect.find;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.FindersTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedNameFinderTest {

    /** The first name that stands between ⟦ and ⟧ was found before; the others follow from it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // the same name, and its parts
                "患者⟦张伟⟧今日来诊，⟦张伟⟧诉痛",
                "⟦王晓敏⟧术后，⟦晓敏⟧诉痛，晓痛",
                "⟦欧阳慧敏⟧术后，⟦慧敏⟧诉痛",
                "⟦赖李韵如⟧术后，⟦韵如⟧诉痛",
                "⟦张敏⟧术后，敏感",
                "⟦阿依古丽·买买提⟧术后，⟦阿依古丽⟧诉痛，嘱⟦买买提⟧签字",
                "⟦古·买买提⟧术后，古人云，嘱⟦买买提⟧签字",
                // a given name that is a word, where it stands alone or before what a person does
                "⟦王建国⟧入院，⟦建国⟧诉痛",
                "⟦王建国⟧入院，⟦建国⟧，痛",
                "⟦王建国⟧入院，⟦建国⟧",
                "⟦王建国⟧入院，建国前",
                "⟦王建国⟧入院，自建国诉",
                "⟦建国⟧诉痛，⟦建国⟧",
                "⟦李建國⟧入院，⟦建国⟧诉痛",
                // words in Latin letters; in small ones where they are long and no others
                "⟦John Smith⟧ left; ⟦Smith⟧ and ⟦John⟧ came, smith and john not",
                "⟦Marta Lindgren⟧ left; ⟦Lindgren⟧ came, ⟦lindgren⟧ went, Lindgrens not",
                "⟦Marta Qorv⟧ left; ⟦Qorv⟧ came, qorv not",
                "⟦Will Flowers⟧ left; ⟦Flowers⟧ came with flowers",
                "⟦Patient Qorv⟧ left; the Patient came",
                "⟦Bo Qorv⟧ left; Bo came",
            })
    void whoIsNamedOnceIsNamedAgain(String marked) {
        String text = marked.replaceAll("[⟦⟧]", "");
        Spans spans = new Spans();
        spans.add("NAME", marked.indexOf('⟦'), marked.indexOf('⟧') - 1, 0);
        new RepeatedNameFinder().find(text, spans);
        assertThat(FindersTest.marked(spans, text, false)).isEqualTo(marked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"张伟来诊，张伟诉痛", "John Smith left; Smith came"})
    void nobodyNamedIsNobodyFound(String text) {
        Spans spans = new Spans();
        spans.add("DATE", 0, 2, 0);
        new RepeatedNameFinder().find(text, spans);
        assertThat(spans.of("NAME")).isEmpty();
    }
}
