package dev.weir.jobs.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.draft.DraftKeys.DraftReference;
import dev.weir.jobs.draft.DraftMeaning.Sure;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which references are left out. */
class DraftKeyFinderTest {

    private static final DraftReference TO_B = new DraftReference("b_id", "b", "b_id", 0, false);

    private static DraftTable table(String name, Sure sure, String category, String... columns) {
        Layout layout = Layout.of(
                "csv",
                Stream.of(columns)
                        .map(column -> new LayoutColumn(column, column, new ValueType.Text(), LayoutColumn.Proof.ANY))
                        .toList());
        return DraftTable.bare(new SourceGroup(name, "", name + ".csv", layout, List.of()))
                .with(column -> column.with(DraftMeaning.of(category, sure, "")));
    }

    @Test
    void whatAPersonHasSaidStands() {
        DraftTable key = table("b", Sure.SURE, "MRN", "b_id");
        DraftTable said = table("a", Sure.SAID, "HEALTH", "b_id");
        assertThat(DraftKeyFinder.hindrance(said, TO_B, List.of(said, key), Map.of()))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("it is HEALTH, as a person has said", "b.b_id is MRN"));
        DraftTable alike = table("a", Sure.SAID, "MRN", "b_id");
        assertThat(DraftKeyFinder.hindrance(alike, TO_B, List.of(alike, key), Map.of()))
                .isEmpty();
        DraftTable guessed = table("a", Sure.THIN, "HEALTH", "b_id");
        assertThat(DraftKeyFinder.hindrance(guessed, TO_B, List.of(guessed, key), Map.of()))
                .isEmpty();
    }

    @Test
    void aCircleIsLeftOpen() {
        DraftTable one = table("a", Sure.SURE, "MRN", "a_id", "b_id");
        DraftTable other = table("b", Sure.SURE, "MRN", "b_id");
        List<DraftTable> tables = List.of(one, other);
        assertThat(DraftKeyFinder.hindrance(one, TO_B, tables, Map.of("b", Set.of("c"))))
                .isEmpty();
        assertThat(DraftKeyFinder.hindrance(one, TO_B, tables, Map.of("b", Set.of("c"), "c", Set.of("a"))))
                .hasValueSatisfying(why -> assertThat(why).contains("a circle"));
    }
}
