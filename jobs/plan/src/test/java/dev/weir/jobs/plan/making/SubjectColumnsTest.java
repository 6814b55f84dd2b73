package dev.weir.jobs.plan.making;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Place;
import dev.weir.contracts.Table;
import dev.weir.privacy.law.LawPack;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubjectColumnsTest {

    private static final Place PLACE = new Place("contracts/clinic/visits.odcs.yaml", 11, 5);

    private final SubjectColumns subjects = new SubjectColumns(LawPack.load("cn-2026-01"));

    @Test
    void asksWhoseRowsAreAboutPersons() {
        assertThat(subjects.missing(table(Optional.empty(), "HEALTH"))).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo(Code.MISSING_FIELD);
            assertThat(problem.place()).isEqualTo(PLACE);
            assertThat(problem.why()).contains("it holds a,");
            assertThat(problem.remedy()).contains("weirSubject");
        });
    }

    @Test
    void isContentWithASubject() {
        assertThat(subjects.missing(table(Optional.of("a"), "HEALTH"))).isEmpty();
    }

    @Test
    void asksNothingOfWhatIsNotAboutPersons() {
        assertThat(subjects.missing(table(Optional.empty(), "NONE"))).isEmpty();
        assertThat(subjects.missing(table(Optional.empty(), "ORG"))).isEmpty();
    }

    private static Table table(Optional<String> subject, String category) {
        Column column = new Column(
                "a",
                new DataType.Text(),
                Column.Presence.OPTIONAL,
                new Column.Meaning("", Optional.of(category), Optional.empty(), Optional.empty()),
                new Column.Origin("a", List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                PLACE);
        return new Table(
                "visits",
                "",
                List.of(column),
                new Table.Keys(List.of(), List.of(), subject),
                new Table.Query("SELECT 1 AS a", List.of(), PLACE),
                PLACE);
    }
}
