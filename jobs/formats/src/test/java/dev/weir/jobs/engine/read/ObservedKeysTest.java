package dev.weir.jobs.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservedKeysTest {

    @Test
    void aPathIsUnmetWhereNoPartOfTheSourceHasIt() {
        ObservedKeys one = part(Map.of("a", "x", "b", "y"));
        ObservedKeys other = part(Map.of("b", "y", "c", "z"));
        assertThat(one.plus(other).unmet()).isEqualTo(Map.of("b", "y"));
        assertThat(ObservedKeys.NONE.plus(one)).isEqualTo(one);
        assertThat(one.plus(ObservedKeys.NONE)).isEqualTo(one);
    }

    /** A part without a record says nothing of what others have. */
    @Test
    void aPartWithoutARecordHasMetNothingAndMissesNothing() {
        ReadTally empty = new ReadTally("a", 0, 1);
        empty.place("a", "x");
        assertThat(empty.counts(new String[] {"x"}).keys()).isEqualTo(ObservedKeys.NONE);
    }

    @Test
    void ofAPathWithinAnotherOnlyTheOuterIsTold() {
        assertThat(part(Map.of("who", "w", "who.family", "w", "who.all[].a", "w", "whose", "v", "l[0].a", "u"))
                        .outerUnmet())
                .isEqualTo(Map.of("who", "w", "whose", "v", "l[0].a", "u"));
    }

    @Test
    void keysAreShownByTheirPaths() {
        assertThat(UnknownColumns.summary(
                        keys(Map.of("", List.of("城市", "a.b"), "name[0]", List.of("prefix"), "l[]", List.of("x")))))
                .containsExactly("['a.b']", "城市", "l[].x", "name[0].prefix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"13800138000", "110101199003074514", "a@example.org", "2024-01-01", "", "a\nb"})
    void noneIsShownWhereOneMayBeAValue(String value) {
        assertThat(UnknownColumns.summary(keys(Map.of("of", List.of("plain", value)))))
                .containsExactly("2 keys of 'of', which may be values");
    }

    @Test
    void noneIsShownWhereAnObjectHasVeryMany() {
        List<String> many =
                IntStream.range(0, 26).mapToObj(i -> "名" + (char) ('a' + i)).toList();
        assertThat(UnknownColumns.summary(keys(Map.of("", many)))).containsExactly("26 keys, which may be values");
    }

    @Test
    void noneIsShownOfRecordsThatHaveNothingOfWhatIsRead() {
        ObservedKeys strange = new ObservedKeys(
                Map.of("", new TreeSet<>(List.of("x"))), false, false, Map.of("a", "a"), new TreeSet<>());
        assertThat(UnknownColumns.summary(strange)).containsExactly("1 key, which may be a value");
    }

    @Test
    void noMoreAreKeptThanAFewOfEachObject() {
        ReadTally tally = new ReadTally("a", 0, 1);
        tally.met(tally.place("a", "x"));
        IntStream.range(0, 1000).forEach(i -> tally.unread("of", "k" + i));
        ObservedKeys[] halves = {keys(Map.of("of", names(0, 80))), keys(Map.of("of", names(50, 130)))};
        assertThat(halves[0].plus(halves[1]).unread().get("of")).hasSize(ObservedKeys.MOST);
        assertThat(UnknownColumns.summary(halves[0].plus(halves[1])))
                .containsExactly("100 keys of 'of', which may be values", "and more");
        assertThat(halves[0].toString()).doesNotContain("k1");
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "k" + (char) ('A' + i / 20) + (char) ('a' + i % 20))
                .toList();
    }

    private static ObservedKeys keys(Map<String, List<String>> unread) {
        Map<String, SortedSet<String>> byObject = unread.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new TreeSet<>(each.getValue())));
        return new ObservedKeys(byObject, false, true, Map.of(), new TreeSet<>());
    }

    private static ObservedKeys part(Map<String, String> unmet) {
        return new ObservedKeys(Map.of(), false, true, unmet, new TreeSet<>());
    }
}
