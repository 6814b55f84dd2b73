package dev.weir.privacy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.ChainHead;
import dev.weir.privacy.ledger.SetLedger.Batch;
import dev.weir.privacy.ledger.Transfer.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LedgerYearTest {

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(LedgerYearTest.class.getResourceAsStream("/schemas/ledger-entry.schema.json"));

    @Provide
    Arbitrary<Batch> batches() {
        Arbitrary<Set<Integer>> people =
                Arbitraries.integers().between(0, 30).set().ofMaxSize(20);
        return Combinators.combine(
                        Arbitraries.of("london", "boston", "hong-kong"),
                        Arbitraries.of(Standing.values()),
                        people,
                        people)
                .as(Batch::new);
    }

    @Provide
    Arbitrary<List<Batch>> manyBatches() {
        return batches().list().ofMaxSize(8);
    }

    @Property
    void countsTheUnionOfWhatWasNotVoided(
            @ForAll("manyBatches") List<Batch> batches, @ForAll("fates") List<Integer> fates) {
        SetLedger ledger = new SetLedger();
        List<String> open = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            open.add(ledger.reserve(batches.get(i)));
            switch (fates.get(i)) {
                case 0 -> ledger.complete(open.remove(0));
                case 1 -> ledger.voidIt(open.remove(open.size() - 1));
                case 2 -> ledger.voidIt(open.remove(0));
                default -> {
                    // stays open
                }
            }
        }
        LedgerYear year = ledger.year();
        assertThat(year.totals()).isEqualTo(ledger.union(Optional.empty()));
        year.byRecipient()
                .forEach((recipient, people) -> assertThat(people).isEqualTo(ledger.union(Optional.of(recipient))));
        assertThat(year.transfers()).hasSize(batches.size());
        assertThat(year.open()).extracting(LedgerTransfer::id).containsExactlyElementsOf(open);
    }

    @Provide
    Arbitrary<List<Integer>> fates() {
        return Arbitraries.integers().between(0, 4).list().ofSize(8);
    }

    @Property
    void theOrderOfTransfersDoesNotMatter(@ForAll("manyBatches") List<Batch> batches, @ForAll Random random) {
        List<Batch> shuffled = new ArrayList<>(batches);
        Collections.shuffle(shuffled, random);
        assertThat(after(shuffled).totals()).isEqualTo(after(batches).totals());
        assertThat(after(shuffled).byRecipient())
                .containsExactlyInAnyOrderEntriesOf(after(batches).byRecipient());
    }

    @Property
    void splittingATransferDoesNotHelp(
            @ForAll("manyBatches") List<Batch> before, @ForAll("batches") Batch batch, @ForAll Random random) {
        Batch one = new Batch(
                batch.recipient(),
                batch.standing(),
                some(batch.nonSensitive(), random),
                some(batch.sensitive(), random));
        Set<Integer> restOfNonSensitive = new TreeSet<>(batch.nonSensitive());
        restOfNonSensitive.removeAll(one.nonSensitive());
        Set<Integer> restOfSensitive = new TreeSet<>(batch.sensitive());
        restOfSensitive.removeAll(one.sensitive());
        Batch other = new Batch(batch.recipient(), batch.standing(), restOfNonSensitive, restOfSensitive);

        List<Batch> whole = new ArrayList<>(before);
        whole.add(batch);
        List<Batch> split = new ArrayList<>(before);
        split.add(one);
        split.add(other);
        assertThat(after(split).totals()).isEqualTo(after(whole).totals());
    }

    @Property
    void theSameTransferAgainAddsNobody(@ForAll("manyBatches") List<Batch> before, @ForAll("batches") Batch batch) {
        List<Batch> twice = new ArrayList<>(before);
        twice.add(batch);
        twice.add(new Batch("another", batch.standing(), batch.nonSensitive(), batch.sensitive()));
        LedgerYear year = after(twice);
        List<LedgerTransfer> transfers = List.copyOf(year.transfers().values());
        assertThat(transfers
                        .get(transfers.size() - 1)
                        .transfer()
                        .people()
                        .counts()
                        .added())
                .isEqualTo(PeopleCount.NONE);
    }

    @Property
    void noTransferLowersTheCount(@ForAll("manyBatches") List<Batch> before, @ForAll("batches") Batch batch) {
        List<Batch> more = new ArrayList<>(before);
        more.add(batch);
        assertThat(after(more).totals().atLeast(after(before).totals())).isTrue();
    }

    @Property(tries = 50)
    void readsBackWhatItPrintedAsTheSchemaHasIt(@ForAll("manyBatches") List<Batch> batches) {
        SetLedger ledger = new SetLedger();
        batches.forEach(batch -> ledger.complete(ledger.reserve(batch)));
        if (!batches.isEmpty()) {
            ledger.voidIt(ledger.reserve(batches.get(0)));
        }
        for (LedgerEntry entry : ledger.entries()) {
            String text = LedgerJson.print(entry);
            assertThat(LedgerJson.parse("000001.json", text)).isEqualTo(entry);
            assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void goesOnFromWhatAnOfficerStates() {
        SetLedger ledger = new SetLedger();
        ledger.complete(ledger.reserve(new Batch("london", Standing.EXPORT, Set.of(1, 2), Set.of(1))));
        LedgerEntry restored = restored(new PeopleCount(7, 1));
        String text = LedgerJson.print(restored);
        assertThat(LedgerJson.parse("000003.json", text)).isEqualTo(restored);
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();

        LedgerYear year = ledger.year().with(restored);

        assertThat(year.totals()).isEqualTo(new PeopleCount(7, 1));
        assertThat(year.stated()).isEqualTo(new PeopleCount(5, 0));
        assertThat(year.restorations()).containsExactly(restored);
        assertThat(ledger.year().with(restored(new PeopleCount(2, 1))).stated()).isEqualTo(PeopleCount.NONE);
        for (PeopleCount fewer : List.of(new PeopleCount(1, 1), new PeopleCount(2, 0))) {
            assertThatThrownBy(() -> ledger.year().with(restored(fewer)))
                    .hasMessage("fewer people are stated than its entries count");
        }
    }

    private static LedgerEntry restored(PeopleCount stated) {
        return new LedgerEntry(
                new LedgerEntry.Mark(
                        SetLedger.PROCESSOR,
                        SetLedger.YEAR,
                        3,
                        java.time.Instant.parse("2026-06-15T08:00:00Z"),
                        "dpo@example.org",
                        "0.1.0",
                        Optional.empty()),
                Optional.of("a".repeat(64)),
                stated,
                new LedgerEntry.Restored(
                        "The disk broke",
                        List.of(new ChainHead(
                                "ledger/" + SetLedger.PROCESSOR + "/" + SetLedger.YEAR, 5, "b".repeat(64))),
                        List.of("c".repeat(64)),
                        List.of("p.parquet")));
    }

    @Test
    void showsWhatWasVoidedAndDoesNotCountIt() {
        SetLedger ledger = new SetLedger();
        ledger.complete(ledger.reserve(new Batch("london", Standing.EXPORT, Set.of(1, 2), Set.of(1))));
        String voided = ledger.reserve(new Batch("london", Standing.EXPORT, Set.of(2, 3), Set.of(3)));
        ledger.reserve(new Batch("boston", Standing.EXEMPT, Set.of(3), Set.of()));
        ledger.voidIt(voided);
        LedgerYear year = ledger.year();
        assertThat(year.transfers())
                .hasEntrySatisfying(
                        voided, transfer -> assertThat(transfer.state()).isEqualTo(LedgerTransfer.State.VOIDED));
        // 3 was new in the voided transfer and came again in the next: summing what was new would lose them
        assertThat(year.totals()).isEqualTo(new PeopleCount(3, 1));
        assertThat(year.byRecipient())
                .containsEntry("london", new PeopleCount(2, 1))
                .containsEntry("boston", new PeopleCount(1, 0));
        assertThat(year.added(PeopleCount.Kind.NON_SENSITIVE).values()).containsExactly(2L, 0L);
    }

    @Test
    void refusesTotalsThatDoNotFollow() {
        SetLedger ledger = new SetLedger();
        String first = ledger.reserve(new Batch("london", Standing.EXPORT, Set.of(1, 2), Set.of(1)));
        ledger.complete(first);
        LedgerEntry completed = ledger.entries().get(1);
        LedgerEntry lowered =
                new LedgerEntry(completed.mark(), completed.previousSha256(), new PeopleCount(1, 1), completed.event());
        assertThatThrownBy(() -> LedgerYear.of(
                        SetLedger.PROCESSOR,
                        SetLedger.YEAR,
                        List.of(ledger.entries().get(0), lowered)))
                .isInstanceOfSatisfying(
                        LedgerYear.ContradictionException.class,
                        e -> assertThat(e.sequence()).isEqualTo(2))
                .hasMessage("a copy that is whole changes no count");
    }

    @Test
    void refusesToEndATransferTwice() {
        SetLedger ledger = new SetLedger();
        String first = ledger.reserve(new Batch("london", Standing.EXPORT, Set.of(1), Set.of()));
        ledger.complete(first);
        ledger.complete(first);
        assertThatThrownBy(ledger::year).hasMessage("transfer 2026-1 has ended before");
    }

    @Test
    void refusesAnEntryWhoseColumnsWereEdited() {
        SetLedger ledger = new SetLedger();
        ledger.reserve(new Batch("london", Standing.EXPORT, Set.of(1), Set.of()));
        String text = LedgerJson.print(ledger.entries().get(0)).replace("\"reason\"", "\"remark\"");
        assertThatThrownBy(() -> LedgerJson.parse("000001.json", text))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("schema-sha256");
    }

    @Test
    void beginsTheYearInShanghai() {
        SetLedger ledger = new SetLedger();
        ledger.reserve(new Batch("london", Standing.EXPORT, Set.of(1), Set.of()));
        LedgerEntry entry = ledger.entries().get(0);
        assertThatThrownBy(() -> new LedgerEntry(
                        new LedgerEntry.Mark(
                                "centre",
                                2025,
                                1,
                                java.time.Instant.parse("2025-12-31T16:00:00Z"),
                                "dpo",
                                "0.1.0",
                                Optional.empty()),
                        Optional.empty(),
                        entry.totals(),
                        entry.event()))
                .hasMessageContaining("another year");
    }

    private static LedgerYear after(List<Batch> batches) {
        SetLedger ledger = new SetLedger();
        batches.forEach(ledger::reserve);
        return ledger.year();
    }

    private static Set<Integer> some(Set<Integer> people, Random random) {
        Set<Integer> some = new TreeSet<>(people);
        some.removeIf(person -> random.nextBoolean());
        return some;
    }
}
