package dev.weir.contracts.release.json;

import static dev.weir.contracts.json.JsonKey.derived;
import static dev.weir.contracts.json.JsonKey.inside;
import static dev.weir.contracts.json.JsonKey.instant;
import static dev.weir.contracts.json.JsonKey.object;
import static dev.weir.contracts.json.JsonKey.objects;
import static dev.weir.contracts.json.JsonKey.optionalObject;
import static dev.weir.contracts.json.JsonKey.optionalObjects;
import static dev.weir.contracts.json.JsonKey.optionalText;
import static dev.weir.contracts.json.JsonKey.optionalTexts;
import static dev.weir.contracts.json.JsonKey.optionalWhole;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.texts;
import static dev.weir.contracts.json.JsonKey.whole;
import static dev.weir.contracts.json.JsonKey.word;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonShape;
import dev.weir.contracts.release.ExcludedRows;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.SourceCount.ReadRelease;
import dev.weir.contracts.release.SourceCount.SourceFile;
import dev.weir.contracts.release.SourceDigest;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.text.SafeText;
import java.util.List;
import java.util.Optional;

/**
 * A run's record as JSON: {@code run.json}, and what {@code weir run --output json} prints. Its published schema is the
 * resource {@code schemas/run.schema.json}. {@code parse(print(x))} is {@code x}; {@code score} is written for readers and
 * follows from the verdicts.
 */
public final class RunRecordJson {

    public static final String SCHEMA = "weir-run-1";

    static final JsonShape<ReleasedTable.Version> VERSION = JsonShape.of(
            text("format", version -> version.format().name()),
            text("location", ReleasedTable.Version::location),
            text("identifier", ReleasedTable.Version::identifier),
            whole("version", ReleasedTable.Version::number),
            (format, location, identifier, number) ->
                    new ReleasedTable.Version(new TableFormat(format), location, identifier, number));

    /** Each kind has a name of its own, so that none is taken for the other. */
    private static final JsonShape<SourceDigest> DIGEST = JsonShape.of(
            optionalText(
                    "sha256",
                    digest ->
                            Optional.of(digest.hex()).filter(hex -> digest.key().isEmpty())),
            optionalText(
                    "hmac-sha256",
                    digest ->
                            Optional.of(digest.hex()).filter(hex -> digest.key().isPresent())),
            optionalText("key", SourceDigest::key),
            RunRecordJson::digest);

    static final JsonShape<SourceFile> FILE = JsonShape.of(
            text("path", SourceFile::path),
            whole("bytes", SourceFile::bytes),
            text("modified", SourceFile::modified),
            inside(DIGEST, SourceFile::digest),
            SourceFile::new);

    private static final JsonShape<RunRecord.Run> RUN = JsonShape.of(
            text("id", RunRecord.Run::id),
            text("product", RunRecord.Run::product),
            text("weir-version", RunRecord.Run::version),
            instant("started", RunRecord.Run::started),
            instant("ended", RunRecord.Run::ended),
            RunRecord.Run::new);

    private static final JsonShape<RunRecord.Ending> ENDING = JsonShape.of(
            word("outcome", Outcome.class, RunRecord.Ending::outcome),
            optionalWhole("release", RunRecord.Ending::release),
            texts("reasons", RunRecord.Ending::reasons),
            optionalTexts("late-intervals", RunRecord.Ending::late),
            RunRecord.Ending::new);

    private static final JsonShape<ReadRelease> RELEASE = JsonShape.of(
            text("product", ReadRelease::product),
            whole("number", ReadRelease::number),
            text("sha256", ReadRelease::sha256),
            text("content-hash", ReadRelease::content),
            inside(VERSION, ReadRelease::version),
            ReadRelease::new);

    static final JsonShape<SourceCount> SOURCE = JsonShape.of(
            text("table", SourceCount::table),
            whole("records", SourceCount::records),
            whole("parsed", SourceCount::parsed),
            whole("unreadable", SourceCount::unreadable),
            objects("files", FILE, SourceCount::files),
            optionalObject("release", RELEASE, SourceCount::release),
            optionalObject("database", ReadDatabaseJson.READ, SourceCount::database),
            (table, records, parsed, unreadable, files, release, database) ->
                    new SourceCount(table, files, records, parsed, unreadable, release, database));

    private static final JsonShape<ExcludedRows> LEFT_OUT = JsonShape.of(
            whole("outside", ExcludedRows::outside),
            whole("superseded", ExcludedRows::superseded),
            whole("late", ExcludedRows::late),
            whole("deleted", ExcludedRows::deleted),
            whole("deletions", ExcludedRows::deletions),
            ExcludedRows::new);

    private static final JsonShape<TableCount.Ages> AGES = JsonShape.of(
            optionalWhole("minors", TableCount.Ages::minors),
            optionalWhole("ageless", TableCount.Ages::ageless),
            TableCount.Ages::new);

    private static final JsonShape<TableCount> TABLE = JsonShape.of(
            text("table", TableCount::table),
            whole("produced", TableCount::produced),
            whole("released", TableCount::released),
            whole("quarantined", TableCount::quarantined),
            whole("dropped", TableCount::dropped),
            optionalObject(
                    "left-out", LEFT_OUT, count -> Optional.of(count.leftOut()).filter(left -> left.rows() > 0)),
            inside(AGES, TableCount::ages),
            (table, produced, released, quarantined, dropped, leftOut, ages) -> new TableCount(
                    table, produced, released, quarantined, dropped, leftOut.orElse(ExcludedRows.NONE), ages));

    private static final JsonShape<StageTime> TIME = JsonShape.of(
            text("stage", StageTime::stage),
            text("subject", StageTime::subject),
            whole("rows", StageTime::rows),
            whole("millis", StageTime::millis),
            StageTime::new);

    static final JsonShape<RunRecord> RECORD = JsonShape.document(
            SCHEMA,
            JsonShape.of(
                    object("run", RUN, RunRecord::run),
                    inside(ENDING, RunRecord::ending),
                    derived("score", record -> ScoreJson.node(record.score())),
                    optionalObject("reproducible", ReproducibilityJson.REPRODUCIBILITY, RunRecord::reproducible),
                    objects("sources", SOURCE, RunRecord::sources),
                    objects("tables", TABLE, RunRecord::tables),
                    objects("rules", VerdictJson.VERDICT, RunRecord::verdicts),
                    optionalObjects("harmless", HarmlessJson.FINDING, RunRecord::harmless),
                    objects("times", TIME, record -> record.run().times()),
                    (run, ending, score, reproducible, sources, tables, verdicts, harmless, times) -> new RunRecord(
                            run.timed(times), ending, sources, tables, verdicts, reproducible, harmless)));

    private RunRecordJson() {}

    /**
     * The record as text: UTF-8, two spaces, line feeds; the same for equal records. Names of files that would steer a terminal are
     * escaped, since nothing is signed of it.
     */
    public static String print(RunRecord record) {
        return print(record, List.of());
    }

    /**
     * The same with notes of what is amiss beside the record, for the caller that has just run a product; without notes it is the
     * record.
     *
     * @param notes each a sentence
     */
    public static String print(RunRecord record, List<String> notes) {
        return SafeText.of(Json.print(node(record, notes)));
    }

    /** The same as a part of another text. */
    public static ObjectNode node(RunRecord record, List<String> notes) {
        ObjectNode node = RECORD.node(record);
        if (!notes.isEmpty()) {
            node.set("notes", Json.texts(notes));
        }
        return node;
    }

    /**
     * Reads what {@link #print(RunRecord)} wrote.
     *
     * @param file where the text comes from, for messages
     * @throws ProblemsException when it is no such document: not JSON, another schema, a key missing or unknown, a value of
     *     the wrong type, counts that do not add up
     */
    public static RunRecord parse(String file, String text) {
        return RECORD.parse(Json.parse(file, text));
    }

    private static SourceDigest digest(Optional<String> sha256, Optional<String> hmac, Optional<String> key) {
        if (sha256.isPresent() == hmac.isPresent() || hmac.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("A file has 'sha256', or 'hmac-sha256' and 'key'");
        }
        return sha256.map(SourceDigest::bare)
                .orElseGet(() -> SourceDigest.keyed(hmac.orElseThrow(), key.orElseThrow()));
    }
}
