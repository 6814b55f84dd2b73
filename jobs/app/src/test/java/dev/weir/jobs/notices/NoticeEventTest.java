package dev.weir.jobs.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.contracts.settings.NoticeChannel.Topic;
import dev.weir.contracts.settings.NoticeChannel.Wanted;
import dev.weir.jobs.notices.channel.Notice;
import dev.weir.privacy.ledger.LedgerThreshold;
import dev.weir.privacy.ledger.PeopleCount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What runs, concessions and the ledger have to give notice of, in words. */
class NoticeEventTest {

    /** What no notice may hold. */
    private static final String CANARY = "11010519491231002X";

    private static final Instant AT = Instant.parse("2026-11-26T05:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-26");
    private static final List<String> TEAM = List.of("team@example.org");

    private static Rule rule(String id, Rule.Check check, Severity severity, String owner) {
        return new Rule(
                id,
                "visits",
                check,
                severity,
                new Rule.Standing(Rule.Author.STEWARD, Dimension.ACCURACY, owner, "Because of " + CANARY),
                Place.of("quality-rules/clinic/visits.yaml"));
    }

    private static Verdict verdict(Rule rule, Answer answer) {
        return new Verdict(rule, answer, 100, answer == Answer.PASSED ? 0 : 3, "The value " + CANARY + " is wrong");
    }

    private static RunRecord run(Outcome outcome, OptionalLong release, Verdict... verdicts) {
        return new RunRecord(
                new RunRecord.Run("0f3c", "clinic", "0.1.0", AT.minusSeconds(60), AT),
                new RunRecord.Ending(outcome, release, List.of("Because of " + CANARY)),
                List.of(),
                List.of(),
                List.of(verdicts));
    }

    private static String whole(Notice notice) {
        return Notice.SHAPE.node(notice).toString();
    }

    @Test
    void aHeldRunSpeaksToTheOwnersOfTheRulesThatHoldIt() {
        Rule.Check row = new Rule.Row("amount <> '" + CANARY + "'", List.of("amount"));
        List<NoticeEvent> found = WorkspaceStatus.of(
                run(
                        Outcome.HELD,
                        OptionalLong.empty(),
                        verdict(rule("amounts", row, Severity.BLOCK, "ana@example.org"), Answer.FAILED),
                        verdict(rule("stops", row, Severity.WARN, "bo@example.org"), Answer.ERROR),
                        verdict(rule("told", row, Severity.WARN, "li@example.org"), Answer.FAILED),
                        verdict(rule("kept", row, Severity.BLOCK, "mei@example.org"), Answer.PASSED)),
                TEAM);
        assertThat(found).hasSize(1);
        Notice notice = found.get(0).notice();
        assertThat(found.get(0).topic()).isEqualTo(Topic.HELD);
        assertThat(notice.title()).isEqualTo("Held: no release of clinic");
        assertThat(notice.owners()).containsExactly("ana@example.org", "bo@example.org");
        assertThat(notice.lines())
                .contains(
                        "The run that ended at 2026-11-26 05:00 UTC made no release. Run: 0f3c.",
                        "Rule 'amounts' (table visits, block) failed: 3 of 100 rows. Owner: ana@example.org.",
                        "Rule 'stops' (table visits, warn) could not be evaluated. Owner: bo@example.org.");
        assertThat(whole(notice)).doesNotContain(CANARY, "told", "kept");
    }

    @Test
    void driftIsANoticeOfItsOwnWhetherReleasedOrNot() {
        Rule drift = rule("columns", new Rule.SourceColumns(Rule.Difference.NEW), Severity.WARN, "");
        List<NoticeEvent> released =
                WorkspaceStatus.of(run(Outcome.RELEASED, OptionalLong.of(7), verdict(drift, Answer.FAILED)), TEAM);
        assertThat(released).hasSize(1);
        Notice notice = released.get(0).notice();
        assertThat(notice.topic()).isEqualTo("drift");
        assertThat(notice.owners()).isEqualTo(TEAM);
        assertThat(notice.about()).containsEntry("release", "clinic@7").containsEntry("rule", "columns");
        assertThat(whole(notice)).doesNotContain(CANARY);
        assertThat(WorkspaceStatus.of(run(Outcome.RELEASED, OptionalLong.of(7), verdict(drift, Answer.PASSED)), TEAM))
                .isEmpty();
        assertThat(WorkspaceStatus.of(run(Outcome.UNCHANGED, OptionalLong.of(7)), TEAM))
                .isEmpty();
    }

    @Test
    void aBrokenRunHasCodesAndPlacesAndNoMessage() {
        ProblemsException failure = new ProblemsException(List.of(
                new Problem(
                        Code.UNDECLARED_PERSONAL_DATA,
                        new Place("contracts/clinic/visits.odcs.yaml", 12, 3),
                        CANARY,
                        CANARY,
                        CANARY),
                new Problem(Code.SOURCE_MISSING, Place.of("s3a://bucket/" + CANARY), CANARY, CANARY, CANARY)));
        FailedRun run = FailedRun.of("clinic", failure, file -> file.startsWith("contracts/"), AT, TEAM);
        assertThat(whole(run.notice()))
                .doesNotContain(CANARY)
                .contains(
                        "P001 undeclared-personal-data in contracts/clinic/visits.odcs.yaml:12.",
                        "S001 source-missing.");
        assertThat(run.topic()).isEqualTo(Topic.REFUSED);
        FailedRun fault = FailedRun.of("", new IllegalStateException(CANARY), file -> true, AT, List.of());
        assertThat(fault.topic()).isEqualTo(Topic.FAILED);
        assertThat(whole(fault.notice())).doesNotContain(CANARY).contains("X002", "Failed: no release of any product");
    }

    @Test
    void anEndIsNearFromTheChannelsDaysOn() {
        Wanted month = Wanted.USUAL;
        ExpiringTerm far = end(TODAY.plusDays(31));
        assertThat(far.isWanted(month)).isFalse();
        assertThat(end(TODAY.plusDays(30)).isWanted(month)).isTrue();
        assertThat(end(TODAY.plusDays(30)).isWanted(new Wanted(EnumSet.of(Topic.HELD), 60, 0.8, 7)))
                .isFalse();
        assertThat(end(TODAY).notice().lines().get(0)).isEqualTo("Its last day is 2026-11-26: today.");
        assertThat(end(TODAY.plusDays(1)).notice().title())
                .isEqualTo("The waiver of rule 'amounts' of clinic ends on 2026-11-27");
        Notice over = end(TODAY.minusDays(1)).notice();
        assertThat(over.title()).isEqualTo("The waiver of rule 'amounts' of clinic is over");
        assertThat(end(TODAY.minusDays(1)).state()).isNotEqualTo(end(TODAY).state());
        assertThat(end(TODAY).subject()).isEqualTo(far.subject());
        assertThat(end(TODAY).state()).isNotEqualTo(far.state());
    }

    private static ExpiringTerm end(LocalDate last) {
        return new ExpiringTerm(ExpiringTerm.Kind.WAIVER, "clinic", "amounts", last, TODAY, TEAM);
    }

    @Test
    void aThresholdIsNearFromTheChannelsShareOn() {
        assertThat(threshold(79_999).isWanted(Wanted.USUAL)).isFalse();
        assertThat(threshold(80_000).isWanted(Wanted.USUAL)).isTrue();
        assertThat(threshold(80_000).notice().title())
                .isEqualTo("The threshold of 100000 people (non-sensitive) is near");
        assertThat(threshold(100_000).notice().title())
                .isEqualTo("The threshold of 100000 people (non-sensitive) is reached");
        assertThat(threshold(100_000).state()).isNotEqualTo(threshold(99_999).state());
        assertThat(new ThresholdWarning(new LedgerThreshold(PeopleCount.Kind.SENSITIVE, 1, "r", "a", "SC"), 0, TODAY)
                        .isWanted(Wanted.USUAL))
                .isFalse();
    }

    private static ThresholdWarning threshold(long sent) {
        return new ThresholdWarning(
                new LedgerThreshold(PeopleCount.Kind.NON_SENSITIVE, 100_000, "CBR-5", "CBR 7", "SC"), sent, TODAY);
    }

    @Test
    void whatIsKeptReadsBack() {
        List<NoticeEvent> all = new ArrayList<>(List.of(end(TODAY), threshold(90_000)));
        all.add(FailedRun.of("clinic", new IllegalStateException(), file -> true, AT, TEAM));
        for (NoticeEvent happening : all) {
            StoredNotice kept = StoredNotice.of(happening, AT);
            for (StoredNotice one : List.of(kept, kept.delivered(AT), kept.undelivered("the server is away"))) {
                assertThat(StoredNotice.parse("file", one.print())).isEqualTo(one);
            }
        }
    }
}
