package dev.weir.privacy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.SetLedger.Batch;
import dev.weir.privacy.ledger.Transfer.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How far the counts of an entry may lie from those before it: on each bound, below and above. */
class LedgerBoundsTest {

    private static final String RECIPIENT = "its recipient's count cannot follow from the one before";
    private static final String VOIDED = "no more people can go than the transfer had";

    /** 5 people, 1 of them sensitive, then 3 and 1 of whom 2 and 0 had been sent before. */
    private static SetLedger two(String first, String second, Standing standing) {
        SetLedger ledger = new SetLedger();
        ledger.reserve(new Batch(first, Standing.EXPORT, Set.of(1, 2, 3, 4, 5), Set.of(1)));
        ledger.reserve(new Batch(second, standing, Set.of(4, 5, 6), Set.of(2)));
        return ledger;
    }

    @Test
    void aRecipientsCountGrowsByNoMoreThanTheTransferHas() {
        SetLedger ledger = new SetLedger();
        ledger.reserve(new Batch("boston", Standing.EXPORT, Set.of(1, 2, 3, 4, 5, 7, 8, 9), Set.of(1, 3, 4)));
        ledger.reserve(new Batch("london", Standing.EXPORT, Set.of(1, 2), Set.of(1)));
        ledger.reserve(new Batch("london", Standing.EXPORT, Set.of(2, 3, 6), Set.of(2)));
        for (PeopleCount after :
                List.of(new PeopleCount(2, 1), new PeopleCount(4, 2), new PeopleCount(5, 2), new PeopleCount(2, 2))) {
            assertThat(recipientAfter(ledger, after).byRecipient()).containsEntry("london", after);
        }
        for (PeopleCount after :
                List.of(new PeopleCount(1, 1), new PeopleCount(2, 0), new PeopleCount(6, 2), new PeopleCount(5, 3))) {
            assertThatThrownBy(() -> recipientAfter(ledger, after)).hasMessage(RECIPIENT);
        }
    }

    @Test
    void aRecipientHasNoMorePeopleThanAllHave() {
        SetLedger ledger = new SetLedger();
        ledger.reserve(new Batch("london", Standing.EXPORT, Set.of(1, 2), Set.of(1)));
        ledger.reserve(new Batch("london", Standing.EXPORT, Set.of(1, 2, 3), Set.of(1)));
        assertThat(recipientAfter(ledger, new PeopleCount(3, 1)).byRecipient())
                .containsEntry("london", new PeopleCount(3, 1));
        for (PeopleCount after : List.of(new PeopleCount(4, 1), new PeopleCount(3, 2))) {
            assertThatThrownBy(() -> recipientAfter(ledger, after)).hasMessage(RECIPIENT);
        }
    }

    /** The ledger with another count of its last entry's recipient. */
    private static LedgerYear recipientAfter(SetLedger ledger, PeopleCount after) {
        LedgerEntry last = last(ledger);
        Transfer transfer = ((LedgerEntry.Reserved) last.event()).transfer();
        Transfer.Counts counts = transfer.people().counts();
        return before(ledger)
                .with(entry(
                        last.mark(),
                        last.totals(),
                        new LedgerEntry.Reserved(counted(
                                transfer,
                                new Transfer.Counts(counts.standing(), counts.before(), counts.added(), after)))));
    }

    private static Transfer counted(Transfer transfer, Transfer.Counts counts) {
        return new Transfer(
                transfer.recipient(),
                transfer.contents(),
                new Transfer.People(counts, transfer.people().file()),
                transfer.decision(),
                transfer.basis(),
                transfer.copy(),
                transfer.warnings());
    }

    @Test
    void beginsWhereTheEntryBeforeItEnds() {
        SetLedger ledger = two("london", "boston", Standing.EXPORT);
        LedgerEntry last = last(ledger);
        Transfer transfer = ((LedgerEntry.Reserved) last.event()).transfer();
        Transfer.Counts counts = transfer.people().counts();
        for (PeopleCount before : List.of(new PeopleCount(4, 1), new PeopleCount(6, 1), new PeopleCount(5, 0))) {
            Transfer.Counts moved =
                    new Transfer.Counts(counts.standing(), before, counts.added(), counts.recipientAfter());
            assertThatThrownBy(() -> before(ledger)
                            .with(entry(
                                    last.mark(), moved.after(), new LedgerEntry.Reserved(counted(transfer, moved)))))
                    .hasMessage("it begins at other totals than the entry before it ends at");
        }
    }

    @Test
    void aVoidedTransferTakesAwayNoMorePeopleThanItHad() {
        SetLedger ledger = two("london", "london", Standing.EXPORT);
        PeopleCount most = new PeopleCount(6, 2);
        PeopleCount fewest = new PeopleCount(3, 1);
        for (PeopleCount after : List.of(most, new PeopleCount(5, 1), fewest)) {
            LedgerYear year = voided(ledger, after, after);
            assertThat(year.totals()).isEqualTo(after);
            assertThat(year.byRecipient()).containsEntry("london", after);
        }
        for (PeopleCount after :
                List.of(new PeopleCount(7, 2), new PeopleCount(6, 3), new PeopleCount(2, 1), new PeopleCount(3, 0))) {
            assertThatThrownBy(() -> voided(ledger, after, most)).hasMessage(VOIDED);
            assertThatThrownBy(() -> voided(ledger, most, after)).hasMessage(RECIPIENT);
        }
    }

    @Test
    void aVoidedTransferThatDidNotCountTakesNobodyAway() {
        SetLedger ledger = two("london", "shanghai", Standing.DOMESTIC);
        assertThat(voided(ledger, new PeopleCount(5, 1), PeopleCount.NONE).byRecipient())
                .containsOnlyKeys("london");
        assertThatThrownBy(() -> voided(ledger, new PeopleCount(4, 1), PeopleCount.NONE))
                .hasMessage(VOIDED);
        assertThatThrownBy(() -> voided(ledger, new PeopleCount(5, 0), PeopleCount.NONE))
                .hasMessage(VOIDED);
    }

    private static LedgerYear voided(SetLedger ledger, PeopleCount totals, PeopleCount recipient) {
        return ledger.year()
                .with(entry(
                        next(ledger, 1),
                        totals,
                        new LedgerEntry.Voided(
                                last(ledger).id(), "the disk was full", LedgerEntry.Voided.Rows.NONE, recipient)));
    }

    @Test
    void countsExportsAndNothingElse() {
        assertThat(Standing.values())
                .extracting(standing -> tuple(standing, standing.counts()))
                .containsExactly(
                        tuple(Standing.EXPORT, true),
                        tuple(Standing.EXEMPT, true),
                        tuple(Standing.UNCOUNTED, false),
                        tuple(Standing.DOMESTIC, false));
        Transfer.Counts counts =
                new Transfer.Counts(Standing.EXPORT, PeopleCount.NONE, new PeopleCount(1, 0), new PeopleCount(1, 0));
        assertThat(counts.as(Standing.EXEMPT))
                .isEqualTo(new Transfer.Counts(
                        Standing.EXEMPT, PeopleCount.NONE, new PeopleCount(1, 0), new PeopleCount(1, 0)));
        assertThatThrownBy(() -> counts.as(Standing.DOMESTIC)).hasMessageContaining("adds nobody");
    }

    @Test
    void refusesAnEntryOfAnotherChainOrPlace() {
        SetLedger ledger = two("london", "boston", Standing.EXPORT);
        LedgerEntry.Event event = new LedgerEntry.Completed("2026-2", "0".repeat(64));
        LedgerEntry.Mark next = next(ledger, 1);
        assertThat(ledger.year()
                        .with(entry(next, ledger.year().totals(), event))
                        .head())
                .map(LedgerEntry::id)
                .contains("2026-3");
        for (LedgerEntry.Mark wrong : List.of(
                new LedgerEntry.Mark("other", SetLedger.YEAR, 3, next.at(), "dpo", "0.1.0", Optional.empty()),
                new LedgerEntry.Mark(
                        SetLedger.PROCESSOR, SetLedger.YEAR - 1, 3, next.at(), "dpo", "0.1.0", Optional.empty()))) {
            assertThatThrownBy(
                            () -> ledger.year().with(entry(wrong, ledger.year().totals(), event)))
                    .hasMessage("it is of " + wrong.processor() + " in " + wrong.year());
        }
        for (int step : List.of(0, 2)) {
            assertThatThrownBy(() -> ledger.year()
                            .with(entry(next(ledger, step), ledger.year().totals(), event)))
                    .isInstanceOfSatisfying(
                            LedgerYear.ContradictionException.class,
                            e -> assertThat(e.sequence()).isEqualTo(3))
                    .hasMessage("it stands in the place of another entry");
        }
    }

    @Test
    void endsOnlyTransfersThatThereAre() {
        SetLedger ledger = two("london", "boston", Standing.EXPORT);
        PeopleCount totals = ledger.year().totals();
        for (LedgerEntry.Event event : List.of(
                new LedgerEntry.Completed("2026-9", "0".repeat(64)),
                new LedgerEntry.Voided("2026-9", "gone", LedgerEntry.Voided.Rows.NONE, PeopleCount.NONE))) {
            assertThatThrownBy(() -> ledger.year().with(entry(next(ledger, 1), totals, event)))
                    .hasMessage("there is no transfer 2026-9");
        }
    }

    @Test
    void knowsTheManifestOfWhatIsWhole() {
        SetLedger ledger = two("london", "boston", Standing.EXPORT);
        ledger.reserve(new Batch("tokyo", Standing.EXPORT, Set.of(), Set.of()));
        ledger.complete("2026-1");
        ledger.voidIt("2026-2");
        assertThat(ledger.year().transfers().values())
                .extracting(LedgerTransfer::manifestSha256)
                .containsExactly(Optional.of("0".repeat(64)), Optional.empty(), Optional.empty());
        LedgerEntry.Restored event = new LedgerEntry.Restored("lost", List.of(), List.of(), List.of());
        LedgerYear restored =
                ledger.year().with(entry(next(ledger, 1), ledger.year().totals(), event));
        assertThat(ledger.year().restored()).isEmpty();
        assertThat(restored.restored()).containsExactly(event);
    }

    @Test
    void addsUpWhatIsSent() {
        Transfer one = ((LedgerEntry.Reserved)
                        last(two("london", "boston", Standing.EXPORT)).event())
                .transfer();
        Transfer two = new Transfer(
                one.recipient(),
                new Transfer.Contents(
                        one.contents().release(),
                        List.of(
                                one.contents().tables().get(0),
                                new Transfer.SentTable(
                                        "visits",
                                        7,
                                        List.of(new Transfer.SentColumn("ward", "text", "HEALTH", "keep")))),
                        0),
                one.people(),
                one.decision(),
                one.basis(),
                one.copy(),
                List.of());
        assertThat(two.contents().rows()).isEqualTo(10);
        assertThat(two.contents().categories()).containsExactly("HEALTH", "MRN");
        assertThat(two.contents().release().reference()).isEqualTo("clinical@2");
    }

    @Test
    void anEntryNamesTheOneBeforeItUnlessItIsTheFirst() {
        SetLedger ledger = two("london", "boston", Standing.EXPORT);
        LedgerEntry first = ledger.entries().get(0);
        assertThatThrownBy(
                        () -> new LedgerEntry(first.mark(), Optional.of("a".repeat(64)), first.totals(), first.event()))
                .hasMessage("Entry 2026-1 is the first and names one before it");
        LedgerEntry second = last(ledger);
        assertThatThrownBy(() -> new LedgerEntry(second.mark(), Optional.empty(), second.totals(), second.event()))
                .hasMessage("Entry 2026-2 names no entry before it");
    }

    @Test
    void knowsEveryThresholdOfTheLaw() {
        assertThat(LedgerThreshold.of(LawPack.load("cn-2026-01")))
                .extracting(LedgerThreshold::kind, LedgerThreshold::people)
                .containsExactly(
                        tuple(PeopleCount.Kind.NON_SENSITIVE, 100_000L),
                        tuple(PeopleCount.Kind.NON_SENSITIVE, 1_000_000L),
                        tuple(PeopleCount.Kind.SENSITIVE, 1L),
                        tuple(PeopleCount.Kind.SENSITIVE, 10_000L));
        assertThat(new LedgerThreshold(PeopleCount.Kind.SENSITIVE, 1, "R", "A", "SA").people())
                .isEqualTo(1);
        assertThatThrownBy(() -> new LedgerThreshold(PeopleCount.Kind.SENSITIVE, 0, "R", "A", "SA"))
                .hasMessageContaining("at least one person");
    }

    private static LedgerEntry last(SetLedger ledger) {
        return ledger.entries().get(ledger.entries().size() - 1);
    }

    private static LedgerYear before(SetLedger ledger) {
        return LedgerYear.of(
                SetLedger.PROCESSOR,
                SetLedger.YEAR,
                ledger.entries().subList(0, ledger.entries().size() - 1));
    }

    private static LedgerEntry.Mark next(SetLedger ledger, int step) {
        return new LedgerEntry.Mark(
                SetLedger.PROCESSOR,
                SetLedger.YEAR,
                ledger.entries().size() + step,
                Instant.parse("2026-06-15T08:00:00Z"),
                "dpo@example.org",
                "0.1.0",
                Optional.empty());
    }

    private static LedgerEntry entry(LedgerEntry.Mark mark, PeopleCount totals, LedgerEntry.Event event) {
        return new LedgerEntry(mark, Optional.of("a".repeat(64)), totals, event);
    }
}
