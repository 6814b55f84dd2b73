package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.release.HarmlessFinding;
import dev.weir.contracts.release.LeftOut;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.SourceCount.ReadDatabase;
import dev.weir.contracts.release.SourceCount.ReadRelease;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run's record as JSON: {@code run.json}, and what {@code weir run --output json} prints. Its published schema is the
 * resource {@code schemas/run.schema.json}. {@code parse(print(x))} is {@code x}; {@code score} is written for readers and
 * follows from the verdicts.
 */
public final class RunRecordJson {

    /** The version of the format. */
    public static final String SCHEMA = "weir-run-1";

    private static final String SCHEMA_KEY = "schema";
    private static final String RUN = "run";
    private static final String ID = "id";
    private static final String PRODUCT = "product";
    private static final String WEIR_VERSION = "weir-version";
    private static final String STARTED = "started";
    private static final String ENDED = "ended";
    private static final String OUTCOME = "outcome";
    private static final String DATABASE = "database";
    private static final String RELEASE = "release";
    private static final String REASONS = "reasons";
    private static final String SCORE = "score";
    private static final String REPRODUCIBLE = "reproducible";
    private static final String SOURCES = "sources";
    private static final String NUMBER = "number";
    private static final String CONTENT = "content-hash";
    private static final String FORMAT = "format";
    private static final String LOCATION = "location";
    private static final String IDENTIFIER = "identifier";
    private static final String VERSION = "version";
    private static final String TABLE = "table";
    private static final String RECORDS = "records";
    private static final String PARSED = "parsed";
    private static final String UNREADABLE = "unreadable";
    private static final String FILES = "files";
    private static final String PATH = "path";
    private static final String BYTES = "bytes";
    private static final String MODIFIED = "modified";
    private static final String SHA256 = "sha256";
    private static final String TABLES = "tables";
    private static final String PRODUCED = "produced";
    private static final String RELEASED = "released";
    private static final String QUARANTINED = "quarantined";
    private static final String DROPPED = "dropped";
    private static final String LEFT_OUT = "left-out";
    private static final String OUTSIDE = "outside";
    private static final String SUPERSEDED = "superseded";
    private static final String LATE = "late";
    private static final String DELETED = "deleted";
    private static final String DELETIONS = "deletions";
    private static final String MINORS = "minors";
    private static final String AGELESS = "ageless";
    private static final String RULES = "rules";
    private static final String HARMLESS = "harmless";
    private static final String TIMES = "times";
    private static final String NOTES = "notes";
    private static final String STAGE = "stage";
    private static final String SUBJECT = "subject";
    private static final String ROWS = "rows";
    private static final String MILLIS = "millis";

    private RunRecordJson() {}

    /** The record as text: UTF-8, two spaces, line feeds; the same for equal records. */
    public static String print(RunRecord record) {
        return Json.print(node(record));
    }

    /**
     * The same with notes of what is amiss beside the record, for the caller that has just run a product; without notes it is the
     * record.
     *
     * @param notes each a sentence
     */
    public static String print(RunRecord record, List<String> notes) {
        return Json.print(node(record, notes));
    }

    /** The same as a part of another text. */
    public static ObjectNode node(RunRecord record, List<String> notes) {
        ObjectNode node = node(record);
        if (!notes.isEmpty()) {
            node.set(NOTES, Json.texts(notes));
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
        return parse(Json.parse(file, text));
    }

    static ObjectNode node(RunRecord record) {
        ObjectNode node = Json.object().put(SCHEMA_KEY, SCHEMA);
        node.set(
                RUN,
                Json.object()
                        .put(ID, record.run().id())
                        .put(PRODUCT, record.run().product())
                        .put(WEIR_VERSION, record.run().version())
                        .put(STARTED, record.run().started().toString())
                        .put(ENDED, record.run().ended().toString()));
        node.put(OUTCOME, Json.word(record.ending().outcome()));
        record.ending().release().ifPresent(release -> node.put(RELEASE, release));
        node.set(REASONS, Json.texts(record.ending().reasons()));
        node.set(SCORE, ScoreJson.node(record.score()));
        record.reproducible().ifPresent(found -> node.set(REPRODUCIBLE, ReproducibilityJson.node(found)));
        node.set(SOURCES, Json.objects(record.sources(), RunRecordJson::source));
        node.set(TABLES, Json.objects(record.tables(), RunRecordJson::table));
        node.set(RULES, Json.objects(record.verdicts(), VerdictJson::print));
        if (!record.harmless().isEmpty()) {
            node.set(HARMLESS, Json.objects(record.harmless(), HarmlessJson::node));
        }
        node.set(TIMES, Json.objects(record.run().times(), RunRecordJson::time));
        return node;
    }

    static RunRecord parse(JsonObject json) {
        json.schema(SCHEMA);
        RunRecord.Run run = run(json.object(RUN));
        Outcome outcome = json.word(OUTCOME, Outcome.class);
        OptionalLong release = json.optionalWhole(RELEASE);
        List<String> reasons = json.texts(REASONS);
        json.object(SCORE); // follows from counts and verdicts
        Optional<Reproducibility> reproducible =
                json.optionalObject(REPRODUCIBLE).map(ReproducibilityJson::parse);
        List<SourceCount> sources = json.objects(SOURCES, RunRecordJson::source);
        List<TableCount> tables = json.objects(TABLES, RunRecordJson::table);
        List<Verdict> verdicts = json.objects(RULES, VerdictJson::parse);
        List<HarmlessFinding> harmless = json.optionalObjects(HARMLESS, HarmlessJson::parse);
        List<StageTime> times = json.objects(TIMES, RunRecordJson::time);
        return json.end(() -> new RunRecord(
                run.timed(times),
                new RunRecord.Ending(outcome, release, reasons),
                sources,
                tables,
                verdicts,
                reproducible,
                harmless));
    }

    private static RunRecord.Run run(JsonObject json) {
        String id = json.text(ID);
        String product = json.text(PRODUCT);
        String version = json.text(WEIR_VERSION);
        Instant started = json.instant(STARTED);
        Instant ended = json.instant(ENDED);
        return json.end(() -> new RunRecord.Run(id, product, version, started, ended));
    }

    static ObjectNode source(SourceCount count) {
        ObjectNode node = Json.object()
                .put(TABLE, count.table())
                .put(RECORDS, count.records())
                .put(PARSED, count.parsed())
                .put(UNREADABLE, count.unreadable());
        node.set(FILES, Json.objects(count.files(), RunRecordJson::file));
        count.release().ifPresent(release -> node.set(RELEASE, release(release)));
        count.database().ifPresent(database -> node.set(DATABASE, ReadDatabaseJson.json(database)));
        return node;
    }

    private static ObjectNode release(ReadRelease release) {
        return Json.object()
                .put(PRODUCT, release.product())
                .put(NUMBER, release.number())
                .put(SHA256, release.sha256())
                .put(CONTENT, release.content())
                .put(FORMAT, release.version().format().toString())
                .put(LOCATION, release.version().location())
                .put(IDENTIFIER, release.version().identifier())
                .put(VERSION, release.version().number());
    }

    private static ReadRelease release(JsonObject json) {
        String product = json.text(PRODUCT);
        long number = json.whole(NUMBER);
        String sha256 = json.text(SHA256);
        String content = json.text(CONTENT);
        String format = json.text(FORMAT);
        String location = json.text(LOCATION);
        String identifier = json.text(IDENTIFIER);
        long version = json.whole(VERSION);
        return json.end(() -> new ReadRelease(
                product,
                number,
                sha256,
                content,
                new ReleasedTable.Version(new TableFormat(format), location, identifier, version)));
    }

    static ObjectNode file(SourceCount.SourceFile file) {
        return Json.object()
                .put(PATH, file.path())
                .put(BYTES, file.bytes())
                .put(MODIFIED, file.modified())
                .put(SHA256, file.sha256());
    }

    private static SourceCount source(JsonObject json) {
        String table = json.text(TABLE);
        long records = json.whole(RECORDS);
        long parsed = json.whole(PARSED);
        long unreadable = json.whole(UNREADABLE);
        List<SourceCount.SourceFile> files = json.objects(FILES, RunRecordJson::file);
        Optional<ReadRelease> release = json.optionalObject(RELEASE).map(RunRecordJson::release);
        Optional<ReadDatabase> database = json.optionalObject(DATABASE).map(ReadDatabaseJson::parse);
        return json.end(() -> new SourceCount(table, files, records, parsed, unreadable, release, database));
    }

    static SourceCount.SourceFile file(JsonObject json) {
        String path = json.text(PATH);
        long bytes = json.whole(BYTES);
        String modified = json.text(MODIFIED);
        String sha256 = json.text(SHA256);
        return json.end(() -> new SourceCount.SourceFile(path, bytes, modified, sha256));
    }

    private static ObjectNode table(TableCount count) {
        ObjectNode node = Json.object()
                .put(TABLE, count.table())
                .put(PRODUCED, count.produced())
                .put(RELEASED, count.released())
                .put(QUARANTINED, count.quarantined())
                .put(DROPPED, count.dropped());
        if (count.leftOut().rows() > 0) {
            node.set(LEFT_OUT, leftOut(count.leftOut()));
        }
        count.ages().minors().ifPresent(minors -> node.put(MINORS, minors));
        count.ages().ageless().ifPresent(ageless -> node.put(AGELESS, ageless));
        return node;
    }

    private static TableCount table(JsonObject json) {
        String table = json.text(TABLE);
        long produced = json.whole(PRODUCED);
        long released = json.whole(RELEASED);
        long quarantined = json.whole(QUARANTINED);
        long dropped = json.whole(DROPPED);
        LeftOut leftOut =
                json.optionalObject(LEFT_OUT).map(RunRecordJson::leftOut).orElse(LeftOut.NONE);
        OptionalLong minors = json.optionalWhole(MINORS);
        OptionalLong ageless = json.optionalWhole(AGELESS);
        return json.end(() -> new TableCount(
                table, produced, released, quarantined, dropped, leftOut, new TableCount.Ages(minors, ageless)));
    }

    private static ObjectNode leftOut(LeftOut rows) {
        return Json.object()
                .put(OUTSIDE, rows.outside())
                .put(SUPERSEDED, rows.superseded())
                .put(LATE, rows.late())
                .put(DELETED, rows.deleted())
                .put(DELETIONS, rows.deletions());
    }

    private static LeftOut leftOut(JsonObject json) {
        long outside = json.whole(OUTSIDE);
        long superseded = json.whole(SUPERSEDED);
        long late = json.whole(LATE);
        long deleted = json.whole(DELETED);
        long deletions = json.whole(DELETIONS);
        return json.end(() -> new LeftOut(outside, superseded, late, deleted, deletions));
    }

    private static ObjectNode time(StageTime time) {
        return Json.object()
                .put(STAGE, time.stage())
                .put(SUBJECT, time.subject())
                .put(ROWS, time.rows())
                .put(MILLIS, time.millis());
    }

    private static StageTime time(JsonObject json) {
        String stage = json.text(STAGE);
        String subject = json.text(SUBJECT);
        long rows = json.whole(ROWS);
        long millis = json.whole(MILLIS);
        return json.end(() -> new StageTime(stage, subject, rows, millis));
    }
}
