package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TextModel;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.UsedModel;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.classify.Classification;
import dev.weir.jobs.engine.rerun.Rerun;
import dev.weir.jobs.engine.rerun.RerunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.privacy.detect.model.NameModel;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A model that a workspace brings for names that the rules do not know: asked wherever they are, and on the record. */
@ExtendWith(SparkFixture.class)
class DetectModelIT {

    private static final int ROWS = 256;

    @TempDir
    private Path folder;

    private ClinicFiles files;
    private TextModel model;

    @BeforeEach
    void names() throws IOException {
        files = ClinicFiles.in(folder).deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n");
        model = TrainedModel.in(folder);
    }

    @Test
    void namesGoFromTextThatIsReleasedAndOnlyWithTheModel() throws IOException {
        notes(i -> "gestern kam " + TrainedModel.name(i) + " zur Kontrolle");
        text();

        assertThat(named(run())).isGreaterThan(60);

        detect(0.5);
        RunResult again = result();
        assertThat(outcome(again)).as("another model makes another release").isEqualTo(Outcome.RELEASED);
        assertThat(named(again.manifest().orElseThrow())).isZero();
        assertThat(outcome(result())).isEqualTo(Outcome.UNCHANGED);

        detect(0.6);
        assertThat(outcome(result())).as("and so does another minimum").isEqualTo(Outcome.RELEASED);
    }

    @Test
    void theModelStandsInManifestAndEvidence() throws IOException {
        notes(i -> "laut " + TrainedModel.name(i) + " trocken");
        text();
        detect(0.5);
        Manifest manifest = run();

        assertThat(manifest.basis().models())
                .containsExactly(new UsedModel(
                        NameModel.engine(), TrainedModel.FILE, model.sha256(), Map.of("person", "NAME"), 0.5));
        byte[] environment = new ProofFiles(StoredReleaseLog.of(files.read()).files(), "clinic")
                .read(
                        ProofFiles.Kind.OBJECT,
                        manifest.evidence(EvidenceKind.ENVIRONMENT).get(0).sha256())
                .orElseThrow();
        JsonObject json = Json.parse("environment.json", new String(environment, StandardCharsets.UTF_8));
        assertThat(json.text("opennlp")).isEqualTo(NameModel.version());
    }

    @Test
    void aRerunWithAnotherModelIsRefused() throws IOException {
        notes(i -> "laut " + TrainedModel.name(i) + " trocken");
        text();
        detect(0.5);
        Manifest manifest = run();
        assertThat(rerun(manifest).isSame()).isTrue();

        detect(0.7);
        ProblemsException refused = catchThrowableOfType(ProblemsException.class, () -> rerun(manifest));
        assertThat(refused.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.what()).isEqualTo("The models under 'detect' are not those of clinic@1"));
    }

    @Test
    void aColumnOfNamesThatSaysNothingOfThemStopsTheRun() throws IOException {
        notes(TrainedModel::name);
        run();

        detect(0.5);
        Problem problem = refused();
        assertThat(problem.code()).isEqualTo(Code.UNDECLARED_PERSONAL_DATA);
        assertThat(problem.what()).contains("'visits.kind' holds names of people");
    }

    @Test
    void aColumnOfNamesIsClassified() throws IOException {
        notes(TrainedModel::name);
        detect(0.5);
        WeirSession session = WeirSession.open(files.read());

        assertThat(new Classification(session, LawPack.of(session.workspace().law()))
                        .source(
                                session.workspace().sources().get(0),
                                table -> table.name().equals("visits"))
                        .get(0)
                        .columns())
                .filteredOn(column -> column.column().name().equals("kind"))
                .singleElement()
                .satisfies(column -> {
                    assertThat(column.proposal().category()).contains("NAME");
                    assertThat(column.proposal().subtype()).isEqualTo("MODEL");
                });
    }

    @Test
    void noRunBeginsWithoutTheModelThatIsMeant() throws IOException {
        notes(i -> "laut " + TrainedModel.name(i) + " trocken");
        text();
        detect(0.5);
        Files.write(folder.resolve(TrainedModel.FILE), new byte[] {1});
        assertThat(refused().what()).isEqualTo("the model 'models/ner-de.bin' is not the one that is meant");

        Files.delete(folder.resolve(TrainedModel.FILE));
        Problem missing = refused();
        assertThat(missing.code()).isEqualTo(Code.MISSING_FILE);
        assertThat(missing.place().file()).isEqualTo("weir.yaml");
        assertThat(missing.place().line()).isGreaterThan(1);
        assertThat(folder.resolve("warehouse/releases")).doesNotExist();
    }

    @Test
    void theLawAndTheModelKnowWhatIsFound() throws IOException {
        notes(TrainedModel::name);
        Files.writeString(
                folder.resolve("weir.yaml"),
                Files.readString(folder.resolve("weir.yaml"))
                        + "detect: [{ model: models/ner-de.bin, sha256: %s, finds: { persona: NAMES } }]\n"
                                .formatted(model.sha256()));

        ProblemsException refused = catchThrowableOfType(ProblemsException.class, this::run);
        assertThat(refused.problems()).extracting(Problem::remedy).containsExactly("write 'NAME'", "write 'person'");
    }

    private interface Note {
        String of(int number);
    }

    private void notes(Note note) throws IOException {
        StringBuilder rows = new StringBuilder(ClinicFiles.VISITS);
        for (int i = 0; i < ROWS; i++) {
            rows.append("v%d,p1,2026-01-02,,%s,5.00\n".formatted(i, note.of(i)));
        }
        files.deliver("visits", rows.toString());
    }

    /** The column of notes says that it holds text, and what is found in it goes. */
    private void text() throws IOException {
        Path contract = folder.resolve("contracts/clinic/visits.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "name: kind, logicalType: string, classification: NONE",
                                "name: kind, logicalType: string, classification: TEXT, customProperties: [{ property:"
                                        + " weirMask, value: { method: redact, extent: spans } }]"));
    }

    private void detect(double minimum) throws IOException {
        Path settings = folder.resolve("weir.yaml");
        String without = Files.readString(settings).replaceAll("(?m)^detect:.*\\R", "");
        Files.writeString(
                settings,
                without
                        + "detect: [{ model: %s, sha256: %s, finds: { person: NAME }, minimum: %s }]\n"
                                .formatted(TrainedModel.FILE, model.sha256(), minimum));
    }

    private RunResult result() {
        return new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {}).run("clinic", RunRequest.usual());
    }

    private static Outcome outcome(RunResult result) {
        return result.record().ending().outcome();
    }

    private Manifest run() {
        return result().manifest().orElseThrow();
    }

    private Problem refused() {
        return catchThrowableOfType(ProblemsException.class, this::run)
                .problems()
                .get(0);
    }

    private RerunResult rerun(Manifest manifest) {
        return new Rerun(WeirSession.open(files.read()), made -> files.read(), "1.0.0", event -> {})
                .of(manifest, OptionalLong.empty());
    }

    /** In how many notes of a release a name stands. */
    private long named(Manifest manifest) {
        List<Row> rows = WeirSession.open(files.read())
                .releases()
                .read(manifest, "visits")
                .select("kind")
                .collectAsList();
        assertThat(rows).hasSize(ROWS);
        return rows.stream()
                .map(Row::mkString)
                .filter(text -> IntStream.range(0, ROWS).anyMatch(i -> text.contains(TrainedModel.name(i))))
                .count();
    }
}
