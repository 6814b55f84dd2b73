package dev.weir.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.roles.Signatory;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.export.ExportFixture.DiedException;
import dev.weir.jobs.export.ExportFixture.Dying;
import dev.weir.jobs.export.ExportFixture.Person;
import dev.weir.jobs.export.ExportListener.Step;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerEntry.Voided.Rows;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.releases.ledger.CopyLocks;
import dev.weir.releases.ledger.TransferLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies, counts and crashes, on the engine. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class ExportIT {

    private static final long NO_LIMIT = 1_000_000;
    private static final int YEAR = 2026;

    private final SparkSession spark;

    @TempDir
    Path folder;

    private ExportFixture fixture;

    ExportIT(SparkSession session) {
        // Small rows, many plans: compiling each would take most of the time. MasksIT compiles them.
        this.spark = session.newSession();
        spark.conf().set("spark.sql.codegen.wholeStage", "false");
        spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        spark.conf().set("spark.sql.adaptive.enabled", "false");
        spark.conf().set("spark.sql.shuffle.partitions", "1");
    }

    @BeforeEach
    void open() throws IOException {
        fixture = new ExportFixture(folder, spark);
    }

    @ParameterizedTest
    @EnumSource(CopyFormat.class)
    void writesACopyThatReadsBackAndIsEnteredFirst(CopyFormat format) {
        Manifest release = fixture.release(ExportFixture.adults("p1", "p2", "p3"));
        LedgerTransfer transfer =
                written(fixture.exporter(NO_LIMIT, new Dying(null)).export(fixture.request(release, "london", format)));

        assertThat(transfer.state()).isEqualTo(LedgerTransfer.State.COMPLETED);
        assertThat(year().totals()).isEqualTo(new PeopleCount(3, 3));
        Path copy = Path.of(transfer.transfer().copy().folder());
        assertThat(CopyManifest.check(copy, transfer.id())).hasSize(64);
        List<Row> encounters = read(format, copy.resolve("encounters")).collectAsList();
        assertThat(encounters).hasSize(3);
        assertThat(encounters).allSatisfy(row -> {
            assertThat(row.<String>getAs("patient_id")).matches("[0-9a-f]{32}");
            assertThat(row.<String>getAs("reason")).isEqualTo("I10");
        });
        // The two tables of one copy still join.
        assertThat(values(read(format, copy.resolve("patients")), "patient_id"))
                .isEqualTo(values(read(format, copy.resolve("encounters")), "patient_id"));
    }

    @Test
    void twoRecipientsCannotJoinWhatTheyHave() {
        Manifest release = fixture.release(ExportFixture.adults("p1", "p2", "p3"));
        CopyExport exporter = fixture.exporter(NO_LIMIT, new Dying(null));
        Path london = copy(written(exporter.export(fixture.request(release, "london"))));
        Path boston = copy(written(exporter.export(fixture.request(release, "boston"))));
        Set<String> both = values(read(CopyFormat.PARQUET, london.resolve("patients")), "patient_id");
        both.retainAll(values(read(CopyFormat.PARQUET, boston.resolve("patients")), "patient_id"));
        assertThat(both).isEmpty();
        // one person sent twice is one person
        assertThat(year().totals()).isEqualTo(new PeopleCount(3, 3));
        assertThat(year().byRecipient())
                .containsEntry("london", new PeopleCount(3, 3))
                .containsEntry("boston", new PeopleCount(3, 3));
    }

    @Test
    void finishesNothingByAForgedManifest() throws IOException {
        Manifest release = fixture.release(ExportFixture.adults("p1", "p2"));
        assertThatThrownBy(() -> fixture.exporter(NO_LIMIT, new Dying(ExportListener.Step.RESERVED))
                        .export(fixture.request(release, "london")))
                .isInstanceOf(DiedException.class);
        Path manifest = folder.resolve("warehouse/releases/clinical/1.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"DATE\"", "\"NONE\""));
        assertThatThrownBy(() -> new TransferRepair(fixture.exporter(NO_LIMIT, new Dying(null)))
                        .finish("2026-1", Signatory.of("dpo@example.org")))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.EVIDENCE_BROKEN));
        assertThat(folder.resolve("warehouse/exports")).doesNotExist();
    }

    @Test
    void shiftsDatesForEachPersonAndKeepsIntervals() {
        Manifest release = fixture.release(ExportFixture.adults("p1", "p22"));
        Path copy =
                copy(written(fixture.exporter(NO_LIMIT, new Dying(null)).export(fixture.request(release, "london"))));
        List<Row> joined = read(CopyFormat.PARQUET, copy.resolve("patients"))
                .join(read(CopyFormat.PARQUET, copy.resolve("encounters")), "patient_id")
                .selectExpr("birth_date", "datediff(started_on, birth_date)")
                .collectAsList();
        assertThat(joined)
                .allSatisfy(row -> assertThat(row.getDate(0).toLocalDate()).isNotEqualTo(LocalDate.of(1970, 1, 1)));
        LocalDate first = LocalDate.of(1970, 1, 1);
        assertThat(joined)
                .extracting(row -> row.getInt(1))
                .containsExactlyInAnyOrder(
                        (int) (ExportFixture.TODAY.minusDays(2).toEpochDay() - first.toEpochDay()),
                        (int) (ExportFixture.TODAY.minusDays(3).toEpochDay() - first.toEpochDay()));
    }

    /** What a recipient has counts: dates by month beside the same dates shifted give the shift away. */
    @Test
    void noRecipientGetsTheMonthOfDatesThatItHasShifted() throws IOException {
        Manifest release = fixture.release(ExportFixture.adults("p1", "p22"));
        written(fixture.exporter(NO_LIMIT, new Dying(null)).export(fixture.request(release, "london")));
        ExportFixture byMonth = fixture.changed("""
                masks:
                  - { category: DATE, mask: { method: generalise, to: month }, because: "Agreed." }
            """);
        CopyExport exporter = byMonth.exporter(NO_LIMIT, new Dying(null));
        for (Manifest any : List.of(release, fixture.release(ExportFixture.adults("p1", "p3")))) {
            assertThatThrownBy(() -> exporter.export(byMonth.request(any, "london")))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems()).hasSize(2).allSatisfy(problem -> {
                                assertThat(problem.code()).isEqualTo(Code.EXPORT_DENIED);
                                assertThat(problem.why()).contains("transfer 2026-1 of clinical@1", "show the shift");
                                assertThat(problem.remedy()).contains("as transfer 2026-1 did");
                            }));
        }
        assertThat(year().transfers()).hasSize(1);
        // another recipient has its own shift and its own pseudonyms; and the other way round it is refused as well
        written(exporter.export(byMonth.request(release, "boston")));
        assertThatThrownBy(() -> fixture.changed("")
                        .exporter(NO_LIMIT, new Dying(null))
                        .export(fixture.request(release, "boston")))
                .hasMessageContaining("clinical@1");
        ExportFixture without = fixture.changed("""
                masks:
                  - { category: DATE, mask: drop }
            """);
        written(without.exporter(NO_LIMIT, new Dying(null)).export(without.request(release, "boston")));
        written(without.exporter(NO_LIMIT, new Dying(null)).export(without.request(release, "london")));
    }

    /** What was never sent is no reason. */
    @Test
    void aTransferThatIsVoidTellsNothingOfDates() throws IOException {
        die(fixture.release(ExportFixture.adults("p1", "p22")), Step.RESERVED);
        ExportFixture byMonth = fixture.changed("""
                masks:
                  - { category: DATE, mask: { method: generalise, to: month }, because: "Agreed." }
            """);
        CopyExport exporter = byMonth.exporter(NO_LIMIT, new Dying(null));
        Manifest release = fixture.release(ExportFixture.adults("p1", "p22"));
        assertThatThrownBy(() -> exporter.export(byMonth.request(release, "london")))
                .hasMessageContaining("transfer 2026-1");
        new TransferRepair(exporter).voidIt("2026-1", voiding(Rows.NOT_TAKEN));
        written(exporter.export(byMonth.request(release, "london")));
    }

    @Test
    void aRotationOfTheKeyDoesNotPartTheCopiesOfARecipient() throws IOException {
        Manifest release = fixture.release(ExportFixture.adults("p1", "p22"));
        Path before =
                copy(written(fixture.exporter(NO_LIMIT, new Dying(null)).export(fixture.request(release, "london"))));
        KeyFile keys = KeyFile.of(fixture.workspace);
        String first = keys.read().active().id();
        keys.rotate(Clock.systemUTC(), new SecureRandom());
        ExportFixture rotated = fixture.changed("");
        LedgerTransfer again =
                written(rotated.exporter(NO_LIMIT, new Dying(null)).export(rotated.request(release, "london")));
        for (String column : List.of("patient_id", "birth_date")) {
            assertThat(values(read(CopyFormat.PARQUET, copy(again).resolve("patients")), column))
                    .isEqualTo(values(read(CopyFormat.PARQUET, before.resolve("patients")), column));
        }
        assertThat(again.transfer().basis().key()).isEqualTo(first);
        assertThat(again.transfer().warnings()).isEmpty();
        assertThat(written(rotated.exporter(NO_LIMIT, new Dying(null)).export(rotated.request(release, "boston")))
                        .transfer()
                        .basis()
                        .key())
                .as("a recipient who has nothing yet")
                .isNotEqualTo(first);

        keys.retire(first, Clock.systemUTC());
        ExportFixture retired = fixture.changed("");
        LedgerTransfer other =
                written(retired.exporter(NO_LIMIT, new Dying(null)).export(retired.request(release, "london")));
        assertThat(other.transfer().warnings()).singleElement().asString().startsWith("KEY_RETIRED: the key " + first);
        assertThat(values(read(CopyFormat.PARQUET, copy(other).resolve("patients")), "patient_id"))
                .doesNotContainAnyElementsOf(
                        values(read(CopyFormat.PARQUET, before.resolve("patients")), "patient_id"));
    }

    @Test
    void nothingLeavesUnderTheKeyOfAnotherStore() throws IOException {
        Manifest release = fixture.release(ExportFixture.adults("p1", "p22"));
        written(fixture.exporter(NO_LIMIT, new Dying(null)).export(fixture.request(release, "london")));
        KeyFile keys = KeyFile.of(fixture.workspace);
        String lost = keys.read().active().id();
        Files.delete(keys.path());
        keys.create(Clock.systemUTC(), new SecureRandom());
        for (String recipient : List.of("london", "boston")) {
            ExportFixture other = fixture.changed("");
            assertThatThrownBy(
                            () -> other.exporter(NO_LIMIT, new Dying(null)).export(other.request(release, recipient)))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                                assertThat(problem.code()).isEqualTo(Code.KEY);
                                assertThat(problem.what()).contains(lost, "is not in");
                                assertThat(problem.remedy()).contains("weir keys retire " + lost + " --lost");
                            }));
        }
        assertThat(year().transfers()).hasSize(1);

        keys.lost(lost, Clock.systemUTC());
        ExportFixture known = fixture.changed("");
        written(known.exporter(NO_LIMIT, new Dying(null)).export(known.request(release, "london")));
    }

    @Test
    void leavesOutWhoeverIsUnder14InEveryTable() {
        Manifest release = fixture.release(List.of(
                new Person("adult", LocalDate.of(1980, 1, 1)),
                new Person("on-the-day", LocalDate.of(2012, 6, 15)),
                new Person("a-day-older", LocalDate.of(2012, 6, 14)),
                new Person("child", LocalDate.of(2020, 1, 1))));
        LedgerTransfer transfer =
                written(fixture.exporter(NO_LIMIT, new Dying(null)).export(fixture.request(release, "london")));
        assertThat(transfer.transfer().contents().minorsDropped()).isEqualTo(4);
        assertThat(transfer.transfer().contents().tables())
                .extracting(Transfer.SentTable::rows)
                .containsExactly(2L, 2L);
        assertThat(year().totals()).isEqualTo(new PeopleCount(2, 2));
        assertThat(transfer.transfer().warnings()).isEmpty();
    }

    @Test
    void countsAsSensitiveOfWhomNobodyKnowsTheAge() {
        Manifest release =
                fixture.release(List.of(new Person("adult", LocalDate.of(1980, 1, 1)), new Person("ageless", null)));
        ExportRequest patients = fixture.request(release, "london", List.of("patients"), CopyFormat.PARQUET);
        LedgerTransfer transfer =
                written(fixture.exporter(NO_LIMIT, new Dying(null)).export(patients));
        assertThat(transfer.transfer().people().counts().added()).isEqualTo(new PeopleCount(2, 1));
        assertThat(transfer.transfer().warnings())
                .singleElement()
                .asString()
                .startsWith("MINORS_UNKNOWN: of 1 rows of 'patients'");
    }

    @Test
    void writesNothingWhenTheGateSaysNo() {
        Manifest release = fixture.release(ExportFixture.adults("p1", "p2"));
        ExportResult result = fixture.exporter(2, new Dying(null)).export(fixture.request(release, "london"));
        assertThat(result).isInstanceOfSatisfying(ExportResult.Denied.class, denied -> {
            assertThat(denied.counts().added()).isEqualTo(new PeopleCount(2, 2));
            assertThat(denied.answer().decision().ruling().row().rule()).isEqualTo("R11");
        });
        assertThat(year().entries()).isEmpty();
        assertThat(folder.resolve("warehouse/exports")).doesNotExist();
        assertThat(fixture.ledger().unnamedPeople(year())).isEmpty();
    }

    @Test
    void aTryCountsAndDecidesAndLeavesNothing() {
        Manifest release = fixture.release(ExportFixture.adults("p1", "p2"));
        ExportResult result = fixture.exporter(NO_LIMIT, new Dying(null)).tryOut(fixture.request(release, "london"));
        assertThat(result)
                .isInstanceOfSatisfying(
                        ExportResult.Tried.class,
                        tried -> assertThat(tried.transfer().people().counts().added())
                                .isEqualTo(new PeopleCount(2, 2)));
        assertThat(year().entries()).isEmpty();
        assertThat(folder.resolve("warehouse/exports")).doesNotExist();
    }

    @Test
    void countsDistinctPeopleAsSetsDo() {
        Random random = new Random(11);
        CopyExport exporter = fixture.exporter(NO_LIMIT, new Dying(null));
        Set<String> sent = new TreeSet<>();
        for (int batch = 0; batch < 3; batch++) {
            Set<String> ids = new TreeSet<>();
            for (int i = 0; i < 6; i++) {
                ids.add("p" + random.nextInt(12));
            }
            Manifest release = fixture.release(ExportFixture.adults(ids.toArray(new String[0])));
            Set<String> added = new TreeSet<>(ids);
            added.removeAll(sent);
            sent.addAll(ids);
            LedgerTransfer transfer =
                    written(exporter.export(fixture.request(release, batch % 2 == 0 ? "london" : "boston")));
            assertThat(transfer.transfer().people().counts().added())
                    .isEqualTo(new PeopleCount(added.size(), added.size()));
        }
        assertThat(year().totals()).isEqualTo(new PeopleCount(sent.size(), sent.size()));
    }

    @Test
    void anExportThatDiesBeforeItIsEnteredCountsNobody() {
        Manifest release = fixture.release(ExportFixture.adults("p1", "p2"));
        die(release, Step.PEOPLE_KEPT);
        assertThat(year().entries()).isEmpty();
        assertThat(UnfinishedTransfers.sentences(fixture.ledger(), year()))
                .singleElement()
                .asString()
                .contains("is named by no entry");
        Dying next = new Dying(null);
        written(fixture.exporter(NO_LIMIT, next).export(fixture.request(release, "london")));
        assertThat(next.notes).hasSize(1);
        assertThat(year().totals()).isEqualTo(new PeopleCount(2, 2));
        assertThat(UnfinishedTransfers.sentences(fixture.ledger(), year())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"COPYING", "COPIED"})
    void anExportThatDiesLaterCountsAndIsFinished(Step step) {
        Manifest release = fixture.release(ExportFixture.adults("p1", "p2"));
        die(release, step);
        assertThat(year().totals()).isEqualTo(new PeopleCount(2, 2));
        assertThat(UnfinishedTransfers.sentences(fixture.ledger(), year()))
                .singleElement()
                .asString()
                .contains("Transfer 2026-1 of clinical@1 to london was reserved and never completed");

        LedgerTransfer finished = new TransferRepair(fixture.exporter(NO_LIMIT, new Dying(null)))
                .finish("2026-1", Signatory.of("dpo@example.org"));

        assertThat(year().open()).isEmpty();
        assertThat(year().totals()).isEqualTo(new PeopleCount(2, 2));
        assertThat(CopyManifest.check(copy(finished), "2026-1")).hasSize(64);
        if (step != Step.COPYING) {
            return;
        }
        // The same copy as one that never died.
        Path clean =
                copy(written(fixture.exporter(NO_LIMIT, new Dying(null)).export(fixture.request(release, "london"))));
        for (String table : List.of("patients", "encounters")) {
            assertThat(read(CopyFormat.PARQUET, copy(finished).resolve(table)).collectAsList())
                    .containsExactlyInAnyOrderElementsOf(
                            read(CopyFormat.PARQUET, clean.resolve(table)).collectAsList());
        }
    }

    @Test
    void anExportThatDiesLaterCanBeDeclaredVoid() {
        CopyExport exporter = fixture.exporter(NO_LIMIT, new Dying(null));
        written(exporter.export(fixture.request(fixture.release(ExportFixture.adults("p1", "p2")), "boston")));
        die(fixture.release(ExportFixture.adults("p2", "p3")), Step.COPYING);
        assertThat(year().totals()).isEqualTo(new PeopleCount(3, 3));

        // rows lie in files: somebody has to answer for them
        assertThatThrownBy(() -> new TransferRepair(exporter).voidIt("2026-3", voiding(Rows.NONE)))
                .hasMessageContaining("rows of it were written")
                .hasMessageContaining("--not-taken");
        assertThat(year().totals()).isEqualTo(new PeopleCount(3, 3));
        new TransferRepair(exporter).voidIt("2026-3", voiding(Rows.NOT_TAKEN));

        assertThat(year().entries().get(3).event())
                .isInstanceOfSatisfying(
                        LedgerEntry.Voided.class,
                        event -> assertThat(event.rows()).isEqualTo(Rows.NOT_TAKEN));

        assertThat(year().totals()).isEqualTo(new PeopleCount(2, 2));
        assertThat(year().byRecipient()).containsEntry("london", PeopleCount.NONE);
        assertThat(year().transfers().values())
                .extracting(LedgerTransfer::state)
                .containsExactly(LedgerTransfer.State.COMPLETED, LedgerTransfer.State.VOIDED);
        assertThat(files(folder.resolve("warehouse/exports/london"))).isEmpty();
        assertThatThrownBy(() -> new TransferRepair(exporter).finish("2026-3", Signatory.of("dpo@example.org")))
                .hasMessageContaining("Transfer 2026-3 is voided already");
    }

    /** What was written may have been moved: a folder in which nothing lies is no proof. */
    @Test
    void anEmptyFolderDoesNotShowThatNothingWasTaken() throws IOException {
        CopyExport exporter = fixture.exporter(NO_LIMIT, new Dying(null));
        die(fixture.release(ExportFixture.adults("p1")), Step.COPYING);
        CopyFiles.delete(folder.resolve("warehouse/exports"));
        assertThatThrownBy(() -> new TransferRepair(exporter).voidIt("2026-1", voiding(Rows.NONE)))
                .hasMessageContaining("does not show that none ever did")
                .hasMessageContaining("--not-taken");
        assertThat(year().totals()).isEqualTo(new PeopleCount(1, 1));
        new TransferRepair(exporter).voidIt("2026-1", voiding(Rows.NOT_TAKEN));
        assertThat(year().totals()).isEqualTo(PeopleCount.NONE);
    }

    @Test
    void aWholeCopyCannotBeDeclaredVoid() {
        die(fixture.release(ExportFixture.adults("p1")), Step.COPIED);
        assertThatThrownBy(() -> new TransferRepair(fixture.exporter(NO_LIMIT, new Dying(null)))
                        .voidIt("2026-1", voiding(Rows.NOT_TAKEN)))
                .hasMessageContaining("somebody may have sent it");
    }

    @Test
    void twoDoNotFinishOneTransferAndNobodyOneThatIsNotThere() {
        die(fixture.release(ExportFixture.adults("p1", "p2")), Step.RESERVED);
        TransferRepair repair = new TransferRepair(fixture.exporter(NO_LIMIT, new Dying(null)));
        assertThatThrownBy(() -> repair.finish("2026-99", Signatory.of("dpo@example.org")))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.UNKNOWN_NAME));
        String attempt = year().open().get(0).transfer().copy().attempt();
        try (CopyLocks.Held other = fixture.ledger().locks().tryTake(attempt).orElseThrow()) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> repair.finish("2026-1", Signatory.of("dpo@example.org")))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.CONFLICT));
        }
        assertThat(repair.finish("2026-1", Signatory.of("dpo@example.org")).state())
                .isEqualTo(LedgerTransfer.State.COMPLETED);
    }

    /** What has no form of its category became one constant, and nobody knows of how many people. */
    @Test
    void whoHasNoKeyCountsAsAPersonForEachRow() {
        Manifest release = fixture.release(ExportFixture.adults("[MRN]", "[MRN]", "[MRN]", "p2"));
        written(fixture.exporter(NO_LIMIT, new Dying(null)).export(fixture.request(release, "london")));
        assertThat(year().totals()).isEqualTo(new PeopleCount(7, 4));
    }

    @Test
    void aTransferIsNotFinishedAgainstTheGate() {
        die(fixture.release(ExportFixture.adults("p1", "p2")), Step.RESERVED);
        assertThatThrownBy(() -> new TransferRepair(fixture.exporter(1, new Dying(null)))
                        .finish("2026-1", Signatory.of("dpo@example.org")))
                .hasMessageContaining("the gate says no by now");
        assertThat(year().open()).hasSize(1);
    }

    @Test
    void nothingGoesOutOnABrokenChain() throws IOException {
        CopyExport exporter = fixture.exporter(NO_LIMIT, new Dying(null));
        Manifest release = fixture.release(ExportFixture.adults("p1"));
        written(exporter.export(fixture.request(release, "london")));
        Path first = folder.resolve("warehouse/ledger/centre/2026/000001.json");
        Files.writeString(first, Files.readString(first).replace("Validation", "Validatiom"));
        assertThatThrownBy(() -> exporter.export(fixture.request(release, "boston")))
                .isInstanceOfSatisfying(ProblemsException.class, e -> {
                    Problem problem = e.problems().get(0);
                    assertThat(problem.code()).isEqualTo(Code.LEDGER);
                    assertThat(problem.place().file()).isEqualTo("ledger/centre/2026/000001.json");
                });
    }

    @Test
    void nothingGoesOutAfterALossUntilAnOfficerAnswersForIt() throws IOException {
        CopyExport exporter = fixture.exporter(NO_LIMIT, new Dying(null));
        written(exporter.export(fixture.request(fixture.release(ExportFixture.adults("p1", "p2")), "london")));
        Manifest release = fixture.release(ExportFixture.adults("p3"));
        CopyFiles.delete(folder.resolve("warehouse/ledger"));
        assertThatThrownBy(() -> exporter.export(fixture.request(release, "boston")))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.LEDGER))
                .hasMessageContaining("No entry of the ledger tells of the copy");

        fixture.ledger()
                .restore(
                        YEAR,
                        ExportFixture.now(),
                        "0.1.0",
                        new TransferLedger.Statement(
                                Signatory.of("dpo@example.org"), "The disk broke", new PeopleCount(2, 2)));

        written(exporter.export(fixture.request(release, "boston")));
        assertThat(year().totals()).isEqualTo(new PeopleCount(3, 3));
        die(fixture.release(ExportFixture.adults("p4")), Step.COPYING);
        new TransferRepair(exporter).voidIt("2026-4", voiding(Rows.NOT_TAKEN));
        assertThat(year().totals()).isEqualTo(new PeopleCount(3, 3));
    }

    /** Its values leave, and nobody of them is counted: the ledger and the copy say so, while somebody answers for it. */
    @Test
    void whatAStewardCallsHarmlessLeavesOnlyWhileThatHolds() throws IOException {
        ExportFixture said = fixture.harmless(ExportFixture.TODAY.plusDays(3));
        Manifest release = said.release(ExportFixture.adults("p1"));
        assertThat(release.record().harmless()).hasSize(1);
        LedgerTransfer sent = written(said.exporter(NO_LIMIT, new Dying(null)).export(said.request(release, "london")));
        assertThat(sent.transfer().warnings())
                .containsExactly(
                        "Column 'patients.sex' looks like PHONE in 1 of 2 values, leaves as it is, and nobody of it"
                                + " is counted: harmless until 2026-06-18, says steward@example.org: Numbers of the counter.");

        ExportFixture ended = fixture.harmless(ExportFixture.TODAY.minusDays(1));
        assertThatThrownBy(() -> ended.exporter(NO_LIMIT, new Dying(null)).export(ended.request(release, "boston")))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.EXPORT_DENIED))
                .hasMessageContaining("it was called harmless until 2026-06-18, and nobody says so today");
        ExportRequest others = ended.request(release, "boston", List.of("encounters"), CopyFormat.PARQUET);
        assertThat(written(ended.exporter(NO_LIMIT, new Dying(null)).export(others))
                        .transfer()
                        .warnings())
                .isEmpty();
    }

    private static Path people(ExportFixture fixture) {
        return fixture.ledger().people(2026).disk().orElseThrow();
    }

    /** Two exports of the same people have files of one name, and one of them is moved on while the other counts. */
    @Test
    void anotherExportOfTheSamePeopleTakesNothingAway() throws IOException {
        Files.createDirectories(folder.resolve("warehouse"));
        PeopleFiles files = new PeopleFiles(spark, fixture.ledger(), folder.resolve("warehouse"));
        Dataset<Row> people = spark.sql("SELECT X'0102' AS " + PeopleInCopy.PERSON + ", true AS "
                + PeopleInCopy.NON_SENSITIVE + ", false AS " + PeopleInCopy.SENSITIVE);
        try (PeopleFiles.Staged one = files.stage(2026, people, "key");
                PeopleFiles.Staged other = files.stage(2026, people, "key")) {
            assertThat(one.named()).isEqualTo(other.named());
            assertThat(people(fixture))
                    .as("what a killed export leaves lies where the next command clears up")
                    .doesNotExist();
            one.keep();
            other.keep();
            one.entered();
            Files.delete(people(fixture).resolve(one.sha256() + ".parquet"));
            assertThat(files.count(fixture.ledger().read(2026).year(), Transfer.Standing.EXPORT, "london", other)
                            .added())
                    .isEqualTo(new PeopleCount(1, 0));
            other.keep();
            other.entered();
            assertThat(people(fixture).resolve(one.sha256() + ".parquet")).exists();
        }
    }

    @Test
    void nothingGoesOutWhenAPeopleFileWasChanged() throws IOException {
        CopyExport exporter = fixture.exporter(NO_LIMIT, new Dying(null));
        Manifest release = fixture.release(ExportFixture.adults("p1"));
        written(exporter.export(fixture.request(release, "london")));
        Path people =
                files(folder.resolve("warehouse/ledger/centre/2026/people")).get(0);
        Files.write(people, new byte[] {1, 2, 3});
        assertThat(fixture.ledger().checkPeople(year())).hasSize(1);
        assertThatThrownBy(() -> exporter.export(fixture.request(release, "boston")))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.LEDGER));
    }

    @Test
    void exportsAtOnceNeverSlipUnderAThresholdTogether() throws Exception {
        int exports = 4;
        int each = 3;
        List<Manifest> releases = new ArrayList<>();
        for (int i = 0; i < exports; i++) {
            releases.add(fixture.release(ExportFixture.adults("a" + i, "b" + i, "c" + i)));
        }
        // Two of them fit below the threshold, a third does not.
        long limit = 2L * each + 1;
        CyclicBarrier start = new CyclicBarrier(exports);
        List<Callable<ExportResult>> tasks = new ArrayList<>();
        for (Manifest release : releases) {
            ExportListener together = new ExportListener() {
                @Override
                public void reached(Step step) {
                    if (step == Step.COUNTED) {
                        await(start);
                    }
                }

                @Override
                public void note(String sentence) {
                    assertThat(sentence).contains("is being written by another process");
                }
            };
            tasks.add(() -> fixture.exporter(limit, together).export(fixture.request(release, "london")));
        }
        ExecutorService threads = Executors.newFixedThreadPool(exports);
        List<ExportResult> results = new ArrayList<>();
        try {
            for (Future<ExportResult> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(results).filteredOn(ExportResult.Written.class::isInstance).hasSize(2);
        assertThat(results).filteredOn(ExportResult.Denied.class::isInstance).hasSize(2);
        assertThat(year().totals()).isEqualTo(new PeopleCount(2L * each, 2L * each));
        assertThat(year().entries()).hasSize(4);
    }

    private static TransferRepair.Voiding voiding(Rows rows) {
        return new TransferRepair.Voiding("the disk was full", Signatory.of("dpo@example.org"), rows);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void die(Manifest release, Step step) {
        assertThatThrownBy(() -> fixture.exporter(NO_LIMIT, new Dying(step)).export(fixture.request(release, "london")))
                .isInstanceOf(DiedException.class);
    }

    private LedgerYear year() {
        return fixture.ledger().read(YEAR).year();
    }

    private static LedgerTransfer written(ExportResult result) {
        assertThat(result).isInstanceOf(ExportResult.Written.class);
        return ((ExportResult.Written) result).transfer();
    }

    private static Path copy(LedgerTransfer transfer) {
        return Path.of(transfer.transfer().copy().folder());
    }

    private Dataset<Row> read(CopyFormat format, Path table) {
        return switch (format) {
            case PARQUET -> spark.read().parquet(table.toUri().toString());
            case DELTA -> spark.read().format("delta").load(table.toUri().toString());
            case ICEBERG ->
                dev.weir.jobs.engine.internals.SparkInternals.rowsOf(
                        spark,
                        new org.apache.iceberg.spark.source.SparkTable(
                                new org.apache.iceberg.hadoop.HadoopTables(
                                                spark.sessionState().newHadoopConf())
                                        .load(table.toString()),
                                false));
        };
    }

    private static Set<String> values(Dataset<Row> rows, String column) {
        Set<String> values = new HashSet<>();
        rows.select(column).collectAsList().forEach(row -> values.add(String.valueOf(row.get(0))));
        return values;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
