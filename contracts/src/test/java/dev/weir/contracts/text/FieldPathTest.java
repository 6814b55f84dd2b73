package dev.weir.contracts.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

    /** RFC 9535, 2.3.5.1 and 2.7: what may be left out, and the form that is written. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id | id",
                "$.id | id",
                "血压(mmHg) | 血压(mmHg)",
                "a b/c:d-e | a b/c:d-e",
                "name[0].family | name[0].family",
                "$['name'][0]['family'] | name[0].family",
                "['a.b'].c[10] | ['a.b'].c[10]",
                "['it\\'s'] | ['it\\'s']",
                "a['b]'] | a['b]']",
                "a['\\\\'] | a.\\",
                "US$ | ['US$']",
            })
    void readsPathsAndWritesTheShortest(String written, String shortest) {
        FieldPath path = FieldPath.of(written);
        assertThat(path.display()).isEqualTo(shortest);
        assertThat(FieldPath.of(shortest)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                "a..b",
                ".a",
                "a[",
                "a[]",
                "a[-1]",
                "a[01]",
                "a[x]",
                "a[1",
                "a[*]",
                "a]b",
                "[0]",
                "['a",
                "['a']b",
                "['\\u5f20']",
                "['a\\']",
                "a[9999999999]",
                "['a'b']"
            })
    void refusesWhatIsNoPath(String text) {
        assertThatThrownBy(() -> FieldPath.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Index")
                .hasMessageNotContaining("null");
    }

    @Property
    void everyPathIsReadBack(@ForAll("steps") List<FieldPath.Step> steps, @ForAll String first) {
        List<FieldPath.Step> all = new ArrayList<>(List.of(new FieldPath.Key(first)));
        all.addAll(steps);
        FieldPath path = new FieldPath(all);
        assertThat(FieldPath.of(path.display())).isEqualTo(path);
    }

    @Provide
    Arbitrary<List<FieldPath.Step>> steps() {
        Arbitrary<FieldPath.Step> keys =
                Arbitraries.strings().withChars("ab.[]'\\$ 张\n").ofMaxLength(5).map(FieldPath.Key::new);
        return Arbitraries.oneOf(keys, Arbitraries.integers().between(0, 120).map(FieldPath.Place::new))
                .list()
                .ofMaxSize(5);
    }
}
