package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Column;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.release.ChainHead;
import dev.weir.contracts.release.Content;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Signing;
import dev.weir.contracts.release.TableLoad;
import dev.weir.contracts.release.UsedClass;
import dev.weir.contracts.release.UsedModel;
import dev.weir.contracts.roles.Acting;
import dev.weir.contracts.roles.json.ActingJson;
import dev.weir.contracts.settings.SigningAlgorithm;
import dev.weir.contracts.text.WrittenFile;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A manifest as JSON: a release's file in the log, and what {@code weir show --output json} prints. Its published schema is
 * the resource {@code schemas/manifest.schema.json}. {@code parse(print(x))} is {@code x}.
 */
public final class ManifestJson {

    /** The version of the format. */
    public static final String SCHEMA = "weir-manifest-1";

    private static final String SCHEMA_KEY = "schema";
    private static final String NUMBER = "number";
    private static final String PREVIOUS = "previous-sha256";
    private static final String REPAIRED = "repaired";
    private static final String ROLLBACK_OF = "rollback-of";
    private static final String COMPACTION_OF = "compaction-of";
    private static final String PRODUCT = "product";
    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String OWNERS = "owners";
    private static final String LIMITATIONS = "limitations";
    private static final String AUDIENCE = "audience";
    private static final String TABLES = "tables";
    private static final String FORMAT = "format";
    private static final String LOCATION = "location";
    private static final String IDENTIFIER = "identifier";
    private static final String VERSION = "version";
    private static final String ROWS = "rows";
    private static final String CONTENT = "content";
    private static final String CONTRACT = "contract";
    private static final String COLUMNS = "columns";
    private static final String TYPE = "type";
    private static final String CATEGORY = "category";
    private static final String MASK = "mask";
    private static final String MASKED_BY = "masked-by";
    private static final String PARAMETERS = "parameters";
    private static final String SYNTHETIC = "synthetic";
    private static final String UNIT = "unit";
    private static final String REQUIRED = "required";
    private static final String LOAD = "load";
    private static final String BASIS = "basis";
    private static final String FILES = "files";
    private static final String PATH = "path";
    private static final String SHA256 = "sha256";
    private static final String LAW_PACK = "law-pack";
    private static final String LAW_PACK_SHA256 = "law-pack-sha256";
    private static final String KEYS = "keys";
    private static final String MODELS = "models";
    private static final String ADDED = "added";
    private static final String CLASS = "class";
    private static final String ENGINE = "engine";
    private static final String FINDS = "finds";
    private static final String MINIMUM = "minimum";
    private static final String TIME_ZONE = "time-zone";
    private static final String RECORD = "record";
    private static final String BUNDLE = "bundle";
    private static final String EVIDENCE = "evidence";
    private static final String KIND = "kind";
    private static final String BYTES = "bytes";
    private static final String SIGNING = "signing";
    private static final String ALGORITHM = "algorithm";
    private static final String KEY = "key";
    private static final String TIMESTAMP = "timestamp";
    private static final String RFC_3161 = "rfc3161";
    private static final String HEADS = "heads";
    private static final String CHAIN = "chain";
    private static final String ENTRIES = "entries";

    private ManifestJson() {}

    /** The manifest as text: UTF-8, two spaces, line feeds; the same for equal manifests. */
    public static String print(Manifest manifest) {
        ObjectNode node = Json.object().put(SCHEMA_KEY, SCHEMA);
        node.set(PRODUCT, product(manifest.about()));
        node.put(NUMBER, manifest.number());
        manifest.history().previousSha256().ifPresent(hash -> node.put(PREVIOUS, hash));
        manifest.history().rollbackOf().ifPresent(earlier -> node.put(ROLLBACK_OF, earlier));
        manifest.history().compactionOf().ifPresent(earlier -> node.put(COMPACTION_OF, earlier));
        ActingJson.put(node, manifest.history().repeats().flatMap(Manifest.Repeat::acting));
        if (!manifest.history().repaired().isEmpty()) {
            manifest.history().repaired().forEach(node.putArray(REPAIRED)::add);
        }
        node.set(TABLES, Json.objects(manifest.tables(), ManifestJson::table));
        node.set(BASIS, basis(manifest.basis()));
        node.set(EVIDENCE, Json.objects(manifest.proof().evidence(), ManifestJson::evidence));
        if (!manifest.proof().heads().isEmpty()) {
            node.set(HEADS, Json.objects(manifest.proof().heads(), ManifestJson::head));
        }
        manifest.proof().signing().ifPresent(signing -> node.set(SIGNING, signing(signing)));
        node.set(RECORD, RunRecordJson.node(manifest.record()));
        return Json.print(node);
    }

    /**
     * Reads what {@link #print} wrote.
     *
     * @param file where the text comes from, for messages
     * @throws ProblemsException when it is no such document: not JSON, another schema, a key missing or unknown, a value of
     *     the wrong type
     */
    public static Manifest parse(String file, String text) {
        JsonObject json = Json.parse(file, text);
        json.schema(SCHEMA);
        Manifest.ProductFacts about = product(json.object(PRODUCT));
        long number = json.whole(NUMBER);
        Optional<String> previous = json.optionalText(PREVIOUS);
        OptionalLong rollbackOf = json.optionalWhole(ROLLBACK_OF);
        OptionalLong compactionOf = json.optionalWhole(COMPACTION_OF);
        Optional<Acting> acting = ActingJson.in(json);
        List<Long> repaired = json.wholes(REPAIRED);
        List<ReleasedTable> tables = json.objects(TABLES, ManifestJson::table);
        Manifest.Basis basis = basis(json.object(BASIS));
        List<EvidenceItem> evidence = json.objects(EVIDENCE, ManifestJson::evidence);
        List<ChainHead> heads = json.optionalObjects(HEADS, ManifestJson::head);
        Optional<Signing> signing = json.optionalObject(SIGNING).map(ManifestJson::signing);
        RunRecord record = RunRecordJson.parse(json.object(RECORD));
        return json.end(() -> new Manifest(
                number,
                about,
                record,
                tables,
                basis,
                new Manifest.History(previous, Set.copyOf(repaired), repeats(rollbackOf, compactionOf, acting)),
                new Manifest.Proof(evidence, signing, heads)));
    }

    private static Optional<Manifest.Repeat> repeats(
            OptionalLong rollbackOf, OptionalLong compactionOf, Optional<Acting> acting) {
        if (rollbackOf.isPresent() && compactionOf.isPresent()) {
            throw new IllegalArgumentException("A release is a rollback or a compaction, not both");
        }
        if (acting.isPresent() && rollbackOf.isEmpty()) {
            throw new IllegalArgumentException("By a role a release is rolled back to, and this is no rollback");
        }
        return rollbackOf.isPresent()
                ? Optional.of(new Manifest.Repeat(Manifest.Repeat.Reason.ROLLBACK, rollbackOf.getAsLong(), acting))
                : compactionOf.stream()
                        .mapToObj(earlier -> new Manifest.Repeat(Manifest.Repeat.Reason.COMPACTION, earlier))
                        .findFirst();
    }

    private static ObjectNode product(Manifest.ProductFacts about) {
        ObjectNode node =
                Json.object().put(ID, about.id()).put(NAME, about.name()).put(DESCRIPTION, about.description());
        node.set(OWNERS, Json.texts(about.owners()));
        node.set(LIMITATIONS, Json.texts(about.limitations()));
        return node.put(AUDIENCE, about.audience());
    }

    private static Manifest.ProductFacts product(JsonObject json) {
        String id = json.text(ID);
        String name = json.text(NAME);
        String description = json.text(DESCRIPTION);
        List<String> owners = json.texts(OWNERS);
        List<String> limitations = json.texts(LIMITATIONS);
        String audience = json.text(AUDIENCE);
        return json.end(() -> new Manifest.ProductFacts(id, name, description, owners, limitations, audience));
    }

    private static ObjectNode table(ReleasedTable table) {
        ObjectNode node = Json.object()
                .put(NAME, table.name())
                .put(FORMAT, table.version().format().name())
                .put(LOCATION, table.version().location())
                .put(IDENTIFIER, table.version().identifier())
                .put(VERSION, table.version().number())
                .put(ROWS, table.rows())
                .put(CONTRACT, table.contract());
        node.set(CONTENT, ContentJson.content(table.content()));
        node.set(FILES, ContentJson.files(table.files()));
        node.set(COLUMNS, Json.objects(table.columns(), ManifestJson::column));
        node.set(LOAD, TableLoadJson.node(table.load()));
        return node;
    }

    private static ObjectNode column(ReleasedTable.ReleasedColumn column) {
        ObjectNode node = Json.object()
                .put(NAME, column.name())
                .put(TYPE, column.type())
                .put(CATEGORY, column.category())
                .put(MASK, column.mask().method());
        ObjectNode parameters = node.putObject(PARAMETERS);
        column.mask().parameters().forEach(parameters::put);
        column.mask().by().ifPresent(product -> node.put(MASKED_BY, product));
        node.put(SYNTHETIC, column.mask().isSynthetic())
                .put(DESCRIPTION, column.description())
                .put(UNIT, column.unit());
        column.identity().id().ifPresent(id -> node.put(ID, id));
        node.put(REQUIRED, column.identity().presence() == Column.Presence.REQUIRED);
        column.identity().key().ifPresent(position -> node.put(KEY, position));
        return node;
    }

    private static ReleasedTable table(JsonObject json) {
        String name = json.text(NAME);
        String format = json.text(FORMAT);
        String location = json.text(LOCATION);
        String identifier = json.text(IDENTIFIER);
        long version = json.whole(VERSION);
        long rows = json.whole(ROWS);
        String contract = json.text(CONTRACT);
        Content content = ContentJson.content(json.object(CONTENT), rows);
        DataFiles files = ContentJson.files(json.object(FILES));
        List<ReleasedTable.ReleasedColumn> columns = json.objects(COLUMNS, ManifestJson::column);
        TableLoad load = TableLoadJson.parse(json.object(LOAD));
        return json.end(() -> new ReleasedTable(
                name,
                new ReleasedTable.Version(new TableFormat(format), location, identifier, version),
                columns,
                content,
                files,
                contract,
                load));
    }

    private static ReleasedTable.ReleasedColumn column(JsonObject json) {
        String name = json.text(NAME);
        String type = json.text(TYPE);
        String category = json.text(CATEGORY);
        String mask = json.text(MASK);
        Map<String, String> parameters = json.textsByName(PARAMETERS);
        Optional<String> maskedBy = json.optionalText(MASKED_BY);
        boolean synthetic = json.truth(SYNTHETIC);
        String description = json.text(DESCRIPTION);
        String unit = json.text(UNIT);
        Optional<String> id = json.optionalText(ID);
        Column.Presence presence = json.truth(REQUIRED) ? Column.Presence.REQUIRED : Column.Presence.OPTIONAL;
        OptionalLong key = json.optionalWhole(KEY);
        return json.end(() -> {
            ReleasedTable.ReleasedColumn column = new ReleasedTable.ReleasedColumn(
                    name,
                    type,
                    category,
                    new ReleasedTable.AppliedMask(mask, parameters, maskedBy),
                    description,
                    unit,
                    new ReleasedTable.Identity(
                            id,
                            presence,
                            key.isPresent() ? OptionalInt.of(Math.toIntExact(key.getAsLong())) : OptionalInt.empty()));
            if (column.mask().isSynthetic() != synthetic) {
                throw new IllegalArgumentException("mask " + mask + ", synthetic " + synthetic);
            }
            return column;
        });
    }

    private static ObjectNode basis(Manifest.Basis basis) {
        ObjectNode node = Json.object();
        node.set(
                FILES,
                Json.objects(
                        basis.files(),
                        file -> Json.object().put(PATH, file.path()).put(SHA256, file.sha256())));
        node.put(LAW_PACK, basis.lawPack()).put(LAW_PACK_SHA256, basis.lawPackSha256());
        node.set(KEYS, Json.texts(basis.keys()));
        node.put(TIME_ZONE, basis.zoneName());
        if (!basis.models().isEmpty()) {
            node.set(MODELS, Json.objects(basis.models(), ManifestJson::model));
        }
        if (!basis.added().isEmpty()) {
            node.set(ADDED, Json.objects(basis.added(), ManifestJson::added));
        }
        return node;
    }

    private static ObjectNode added(UsedClass added) {
        return Json.object()
                .put(KIND, added.kind())
                .put(NAME, added.name())
                .put(CLASS, added.type())
                .put(SHA256, added.sha256());
    }

    private static UsedClass added(JsonObject json) {
        String kind = json.text(KIND);
        String name = json.text(NAME);
        String type = json.text(CLASS);
        String sha256 = json.text(SHA256);
        return json.end(() -> new UsedClass(kind, name, type, sha256));
    }

    private static ObjectNode model(UsedModel model) {
        ObjectNode node = Json.object()
                .put(ENGINE, model.engine())
                .put(PATH, model.file())
                .put(SHA256, model.sha256());
        ObjectNode finds = node.putObject(FINDS);
        model.finds().forEach(finds::put);
        return node.put(MINIMUM, model.minimum());
    }

    private static UsedModel model(JsonObject json) {
        String engine = json.text(ENGINE);
        String path = json.text(PATH);
        String sha256 = json.text(SHA256);
        Map<String, String> finds = json.textsByName(FINDS);
        double minimum = json.number(MINIMUM);
        return json.end(() -> new UsedModel(engine, path, sha256, finds, minimum));
    }

    private static Manifest.Basis basis(JsonObject json) {
        List<WrittenFile> files = json.objects(FILES, ManifestJson::file);
        String lawPack = json.text(LAW_PACK);
        String lawPackSha256 = json.text(LAW_PACK_SHA256);
        List<String> keys = json.texts(KEYS);
        String zone = json.text(TIME_ZONE);
        List<UsedModel> models = json.optionalObjects(MODELS, ManifestJson::model);
        List<UsedClass> added = json.optionalObjects(ADDED, ManifestJson::added);
        return json.end(() -> new Manifest.Basis(files, lawPack, lawPackSha256, keys, zone(zone), models, added));
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time zone " + id, e);
        }
    }

    private static WrittenFile file(JsonObject json) {
        String path = json.text(PATH);
        String sha256 = json.text(SHA256);
        return json.end(() -> new WrittenFile(path, sha256));
    }

    private static ObjectNode evidence(EvidenceItem item) {
        ObjectNode node = Json.object()
                .put(KIND, Json.word(item.kind()))
                .put(NAME, item.name())
                .put(SHA256, item.sha256())
                .put(BYTES, item.bytes());
        item.bundle().ifPresent(bundle -> node.put(BUNDLE, bundle));
        return node;
    }

    private static EvidenceItem evidence(JsonObject json) {
        EvidenceKind kind = json.word(KIND, EvidenceKind.class);
        String name = json.text(NAME);
        String sha256 = json.text(SHA256);
        long bytes = json.whole(BYTES);
        Optional<String> bundle = json.optionalText(BUNDLE);
        return json.end(() -> new EvidenceItem(kind, name, sha256, bytes, bundle));
    }

    private static ObjectNode head(ChainHead head) {
        return Json.object()
                .put(CHAIN, head.chain())
                .put(ENTRIES, head.entries())
                .put(SHA256, head.sha256());
    }

    private static ChainHead head(JsonObject json) {
        String chain = json.text(CHAIN);
        long entries = json.whole(ENTRIES);
        String sha256 = json.text(SHA256);
        return json.end(() -> new ChainHead(chain, entries, sha256));
    }

    private static ObjectNode signing(Signing signing) {
        ObjectNode node =
                Json.object().put(ALGORITHM, signing.algorithm().word()).put(KEY, signing.key());
        return signing.timestamped() ? node.put(TIMESTAMP, RFC_3161) : node;
    }

    private static Signing signing(JsonObject json) {
        SigningAlgorithm algorithm = json.word(ALGORITHM, SigningAlgorithm.class);
        String key = json.text(KEY);
        Optional<String> timestamp = json.optionalText(TIMESTAMP);
        timestamp.filter(standard -> !standard.equals(RFC_3161)).ifPresent(standard -> {
            throw json.wrong(TIMESTAMP, RFC_3161);
        });
        return json.end(() -> new Signing(algorithm, key, timestamp.isPresent()));
    }
}
