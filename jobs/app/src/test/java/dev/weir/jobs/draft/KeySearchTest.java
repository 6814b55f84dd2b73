package dev.weir.jobs.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.draft.DraftKeys.PrimaryKey;
import dev.weir.jobs.draft.KeyPart.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which columns of records are taken for a key, and which only happen to tell them apart. */
class KeySearchTest {

    private final List<List<Integer>> records = new ArrayList<>();
    private int counted;

    private Optional<PrimaryKey> found(KeyPart... parts) {
        KeyCounts counts = new KeyCounts() {
            @Override
            public List<Long> about(List<List<Integer>> sets) {
                counted += sets.size();
                return sets.stream().map(set -> records.size() - repeated(set)).toList();
            }

            @Override
            public long repeated(List<Integer> columns) {
                return (long) records.size()
                        - new HashSet<>(records.stream()
                                        .map(each ->
                                                columns.stream().map(each::get).toList())
                                        .toList())
                                .size();
            }
        };
        return new KeySearch(counts, records.size()).of(List.of(parts));
    }

    private static KeyPart part(int place, String name, int cost, Kind kind) {
        return new KeyPart(place, name, cost, kind);
    }

    /** Stays with hours, and four items in each. */
    @Test
    void aTimeOfAnEventIsAPartBesideNumbers() {
        for (int stay = 0; stay < 20; stay++) {
            for (int hour = 0; hour < 6; hour++) {
                for (int item = 0; item < 4; item++) {
                    records.add(List.of(stay, stay % 7 * 6 + hour, item));
                }
            }
        }
        KeyPart[] parts = {
            part(0, "stay_id", 0, Kind.NUMBER), part(1, "charttime", 2, Kind.TIME), part(2, "itemid", 1, Kind.OTHER)
        };
        assertThat(found(parts)).hasValueSatisfying(key -> {
            assertThat(key.columns()).containsExactly("stay_id", "charttime", "itemid");
            assertThat(key.isDoubtful()).isFalse();
        });
    }

    /** 40 of 1,100 numbers were given twice: people tell them apart, by chance. */
    @Test
    void numbersThatWereGivenTwiceAreNoPartOfAKey() {
        Random random = new Random(7);
        for (int i = 0; i < 1_100; i++) {
            records.add(List.of(i < 1_060 ? i : i - 1_060, i < 1_060 ? random.nextInt(400) : 400 + i));
        }
        assertThat(found(part(0, "condition_id", 0, Kind.NUMBER), part(1, "person_id", 0, Kind.NUMBER)))
                .isEmpty();
    }

    /** 40 of 400 people have a record of each of two kinds. */
    @Test
    void aKindThatTellsFewRecordsApartIsAPart() {
        IntStream.range(0, 360).forEach(person -> records.add(List.of(person, person < 40 ? 0 : person % 2)));
        IntStream.range(0, 40).forEach(person -> records.add(List.of(person, 1)));
        assertThat(found(part(0, "person_id", 0, Kind.NUMBER), part(1, "death_type", 1, Kind.OTHER)))
                .hasValueSatisfying(key -> assertThat(key.isDoubtful()).isFalse());
    }

    @Test
    void whatMayTellApartByChanceIsADoubt() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            records.add(List.of(i / 2, i % 2 * 1_000 + random.nextInt(1_000)));
        }
        assertThat(found(part(0, "patid", 0, Kind.NUMBER), part(1, "start_date", 2, Kind.TIME)))
                .hasValueSatisfying(key -> {
                    assertThat(key.isDoubtful()).isTrue();
                    assertThat(key.because()).contains("doubtful, since", "start_date may tell them apart by chance");
                });
    }

    @Test
    void fiveColumnsAreTriedWhereFourAreTooFew() {
        for (int i = 0; i < 243; i++) {
            records.add(List.of(i % 3, i / 3 % 3, i / 9 % 3, i / 27 % 3, i / 81));
        }
        KeyPart[] parts = IntStream.range(0, 5)
                .mapToObj(i -> part(i, "code" + i, 1, Kind.OTHER))
                .toArray(KeyPart[]::new);
        assertThat(found(parts))
                .hasValueSatisfying(key -> assertThat(key.columns()).hasSize(5));
    }

    @Test
    void fewSetsAreCountedHoweverWideATableIs() {
        IntStream.range(0, 100).forEach(i -> records.add(List.of(0, 0, 0, 0, 0, 0, 0)));
        KeyPart[] parts = IntStream.range(0, 7)
                .mapToObj(i -> part(i, "code" + i, 1, Kind.OTHER))
                .toArray(KeyPart[]::new);
        assertThat(found(parts)).isEmpty();
        assertThat(counted).isEqualTo(98 + 21);
    }
}
