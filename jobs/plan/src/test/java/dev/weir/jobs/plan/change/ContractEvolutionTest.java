package dev.weir.jobs.plan.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Column;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.Identity;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractEvolutionTest {

    private static final ReleasedColumn KEY =
            column("id", "string", new Identity(Optional.empty(), Column.Presence.REQUIRED, OptionalInt.of(1)));
    private static final ReleasedColumn DOSE = column(
            "dose", "decimal(10,2)", new Identity(Optional.of("c2"), Column.Presence.OPTIONAL, OptionalInt.empty()));

    private static ReleasedColumn column(String name, String type, Identity identity) {
        return new ReleasedColumn(
                name, type, "NONE", new ReleasedTable.AppliedMask("keep", Map.of()), "", "mg", identity);
    }

    private static ReleasedColumn required(ReleasedColumn column) {
        return new ReleasedColumn(
                column.name(),
                column.type(),
                column.category(),
                new ReleasedTable.AppliedMask(
                        column.mask().method(), column.mask().parameters()),
                column.description(),
                column.unit(),
                new Identity(column.identity().id(), Column.Presence.REQUIRED, OptionalInt.empty()));
    }

    private static List<ColumnChange.Sort> sorts(List<ReleasedColumn> now) {
        return ColumnChange.between(List.of(KEY, DOSE), now).stream()
                .map(ColumnChange::sort)
                .toList();
    }

    @Test
    void findsNothingInWhatIsAsItWas() {
        assertThat(sorts(List.of(KEY, DOSE))).isEmpty();
        assertThat(sorts(List.of(DOSE, KEY))).isEmpty();
    }

    @Test
    void aColumnOfTheSameIdHasAnotherName() {
        List<ReleasedColumn> now = List.of(KEY, column("amount", "decimal(10,2)", DOSE.identity()));
        assertThat(sorts(now)).containsExactly(ColumnChange.Sort.RENAMED);
        assertThat(ColumnChange.renamed(List.of(KEY, DOSE), now)).containsExactly(Map.entry("amount", "dose"));
    }

    /** A table that grows would put the values of one under the name of the other. */
    @Test
    void aNameThatAnotherColumnHadDoesNotFitRowsThatStay() {
        Identity two = new Identity(Optional.of("c2"), Column.Presence.OPTIONAL, OptionalInt.empty());
        Identity three = new Identity(Optional.of("c3"), Column.Presence.OPTIONAL, OptionalInt.empty());
        List<ReleasedColumn> was = List.of(column("a", "string", two), column("b", "string", three));
        List<ReleasedColumn> crossed = List.of(column("b", "string", two), column("a", "string", three));
        assertThat(ColumnChange.between(was, crossed))
                .filteredOn(change -> !change.lets())
                .extracting(ColumnChange::words)
                .containsExactly("'b' was the name of what is 'a' now", "'a' was the name of what is 'b' now");
        Identity four = new Identity(Optional.of("c4"), Column.Presence.OPTIONAL, OptionalInt.empty());
        List<ReleasedColumn> taken =
                List.of(column("old", "string", two), column("b", "string", three), column("a", "string", four));
        assertThat(ColumnChange.between(was, taken))
                .filteredOn(change -> !change.lets())
                .extracting(ColumnChange::words)
                .containsExactly("'a' was the name of what is 'old' now");
        assertThat(ColumnChange.between(was, List.of(column("A", "string", two), column("b", "string", three))))
                .filteredOn(change -> !change.lets())
                .extracting(ColumnChange::words)
                .as("by case alone")
                .containsExactly("'a' was the name of what is 'A' now");
    }

    @Test
    void withoutAnIdARenamedColumnIsOneThatIsGoneAndOneThatIsNew() {
        assertThat(sorts(List.of(KEY, column("amount", "decimal(10,2)", Identity.NONE))))
                .containsExactly(ColumnChange.Sort.ADDED, ColumnChange.Sort.REMOVED);
    }

    @Test
    void aNameThatWentToAnotherIdIsAnotherColumn() {
        Identity other = new Identity(Optional.of("c3"), Column.Presence.OPTIONAL, OptionalInt.empty());
        assertThat(sorts(List.of(KEY, column("dose", "decimal(10,2)", other))))
                .containsExactly(ColumnChange.Sort.ADDED, ColumnChange.Sort.REMOVED);
    }

    @ParameterizedTest
    @CsvSource({
        "'decimal(12,2)', WIDENED, MINOR, true",
        "'decimal(8,2)', RETYPED, MAJOR, false",
        "'decimal(12,3)', RETYPED, MAJOR, false",
        "number, RETYPED, MAJOR, false"
    })
    void aTypeIsWiderOrAnother(String type, ColumnChange.Sort sort, ColumnChange.Weight weight, boolean lets) {
        List<ColumnChange> changes =
                ColumnChange.between(List.of(KEY, DOSE), List.of(KEY, column("dose", type, DOSE.identity())));
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).sort()).isEqualTo(sort);
        assertThat(changes.get(0).weight()).isEqualTo(weight);
        assertThat(changes.get(0).lets()).isEqualTo(lets);
    }

    @Test
    void masksKeysUnitsAndNullsCount() {
        ReleasedColumn masked = new ReleasedColumn(
                "dose", "string", "NONE", new ReleasedTable.AppliedMask("redact", Map.of()), "", "mg", DOSE.identity());
        assertThat(sorts(List.of(KEY, masked))).containsExactly(ColumnChange.Sort.MASKED);
        assertThat(sorts(List.of(KEY, required(DOSE)))).containsExactly(ColumnChange.Sort.REQUIRED);
        assertThat(sorts(List.of(required(KEY), DOSE))).containsExactly(ColumnChange.Sort.KEY);
        ReleasedColumn grams = new ReleasedColumn(
                "dose",
                "decimal(10,2)",
                "NONE",
                new ReleasedTable.AppliedMask("keep", Map.of()),
                "",
                "g",
                DOSE.identity());
        assertThat(sorts(List.of(KEY, grams))).containsExactly(ColumnChange.Sort.MEASURED);
        assertThat(ColumnChange.between(List.of(KEY), List.of(KEY, required(DOSE))))
                .singleElement()
                .satisfies(change -> assertThat(change.lets()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.0, 2.0.0, MAJOR, true",
        "1.2.0, 1.9.0, MAJOR, false",
        "1.2.0, 1.3.0, MINOR, true",
        "1.2.0, 1.2.9, MINOR, false",
        "1.2.0, 2.0.0, MINOR, true",
        "2.0.0, 1.9.0, MAJOR, false",
        "0.3.1, 0.4.0, MAJOR, true",
        "0.3.1, 0.3.2, MAJOR, false",
        "0.3.1, 0.3.2, MINOR, true",
        "2026-01, 2026-02, MAJOR, true",
        "2026-01, 2026-01, MINOR, false"
    })
    void aVersionSaysAChangeOrDoesNot(String was, String now, ColumnChange.Weight weight, boolean enough) {
        assertThat(ContractVersion.isEnough(was, now, weight)).isEqualTo(enough);
        if (was.matches("\\d+\\.\\d+\\.\\d+")) {
            assertThat(ContractVersion.isEnough(was, ContractVersion.next(was, weight), weight))
                    .isTrue();
        }
    }
}
