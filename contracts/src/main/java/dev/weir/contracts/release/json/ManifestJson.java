package dev.weir.contracts.release.json;

import static dev.weir.contracts.json.JsonKey.inside;
import static dev.weir.contracts.json.JsonKey.number;
import static dev.weir.contracts.json.JsonKey.object;
import static dev.weir.contracts.json.JsonKey.objects;
import static dev.weir.contracts.json.JsonKey.optionalInt;
import static dev.weir.contracts.json.JsonKey.optionalObject;
import static dev.weir.contracts.json.JsonKey.optionalObjects;
import static dev.weir.contracts.json.JsonKey.optionalText;
import static dev.weir.contracts.json.JsonKey.optionalWhole;
import static dev.weir.contracts.json.JsonKey.position;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.texts;
import static dev.weir.contracts.json.JsonKey.textsByName;
import static dev.weir.contracts.json.JsonKey.truth;
import static dev.weir.contracts.json.JsonKey.whole;
import static dev.weir.contracts.json.JsonKey.word;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Column;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonKey;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.json.JsonShape;
import dev.weir.contracts.naming.CitedTerm;
import dev.weir.contracts.release.ChainHead;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import dev.weir.contracts.release.ReleasedTable.Identity;
import dev.weir.contracts.release.ReleasedTable.Meaning;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.Signing;
import dev.weir.contracts.release.UsedModel;
import dev.weir.contracts.release.UsedPlugin;
import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.roles.json.ActAuthorisationJson;
import dev.weir.contracts.settings.SigningAlgorithm;
import dev.weir.contracts.text.HashedFile;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A manifest as JSON: a release's file in the log, and what {@code weir show --output json} prints. Its published schema is
 * the resource {@code schemas/manifest.schema.json}. {@code parse(print(x))} is {@code x}.
 */
public final class ManifestJson {

    public static final String SCHEMA = "weir-manifest-2";

    private static final String RFC_3161 = "rfc3161";

    private static final JsonShape<Manifest.ProductFacts> PRODUCT = JsonShape.of(
            text("id", Manifest.ProductFacts::id),
            text("name", Manifest.ProductFacts::name),
            text("description", Manifest.ProductFacts::description),
            texts("owners", Manifest.ProductFacts::owners),
            texts("limitations", Manifest.ProductFacts::limitations),
            text("audience", Manifest.ProductFacts::audience),
            object("catalogue", CatalogueFactsJson.FACTS, Manifest.ProductFacts::catalogue),
            Manifest.ProductFacts::new);

    private static final JsonShape<Manifest.History> HISTORY = JsonShape.of(
            optionalText("previous-sha256", Manifest.History::previousSha256),
            optionalWhole("rollback-of", Manifest.History::rollbackOf),
            optionalWhole("compaction-of", Manifest.History::compactionOf),
            JsonKey.of(
                    (history, node) ->
                            ActAuthorisationJson.put(node, history.repeats().flatMap(Manifest.Repeat::acting)),
                    ActAuthorisationJson::in),
            JsonKey.of(ManifestJson::putRepaired, json -> json.wholes("repaired")),
            (previous, rollbackOf, compactionOf, acting, repaired) ->
                    new Manifest.History(previous, Set.copyOf(repaired), repeats(rollbackOf, compactionOf, acting)));

    private static final JsonShape<ContentDigest.OfColumn> HASHED_COLUMN = JsonShape.of(
            text("name", ContentDigest.OfColumn::name),
            whole("values", ContentDigest.OfColumn::values),
            text("sum", ContentDigest.OfColumn::sum),
            text("hash", ContentDigest.OfColumn::hash),
            ContentDigest.OfColumn::new);

    private static final JsonShape<Hashes> HASHES = JsonShape.of(
            text("hash", Hashes::hash),
            text("sum", Hashes::sum),
            objects("columns", HASHED_COLUMN, Hashes::columns),
            Hashes::new);

    private static final JsonShape<DataFiles> DATA_FILES = JsonShape.of(
            position("count", DataFiles::count),
            whole("bytes", DataFiles::bytes),
            text("sha256", DataFiles::sha256),
            DataFiles::new);

    private static final JsonShape<AppliedMask> APPLIED_MASK = JsonShape.of(
            text("mask", AppliedMask::method),
            textsByName("parameters", AppliedMask::parameters),
            optionalText("masked-by", AppliedMask::by),
            truth("synthetic", AppliedMask::isSynthetic),
            (method, parameters, by, synthetic) -> {
                AppliedMask mask = new AppliedMask(method, parameters, by);
                if (mask.isSynthetic() != synthetic) {
                    throw new IllegalArgumentException("mask " + method + ", synthetic " + synthetic);
                }
                return mask;
            });

    private static final JsonShape<Identity> IDENTITY = JsonShape.of(
            optionalText("id", Identity::id),
            truth("required", identity -> identity.presence() == Column.Presence.REQUIRED),
            optionalInt("key", Identity::key),
            (id, required, key) ->
                    new Identity(id, required ? Column.Presence.REQUIRED : Column.Presence.OPTIONAL, key));

    private static final JsonShape<CitedTerm> TERM = JsonShape.of(
            text("name", CitedTerm::name),
            text("definition", CitedTerm::definition),
            text("iri", CitedTerm::iri),
            CitedTerm::new);

    private static final JsonShape<Meaning> MEANING = JsonShape.of(
            text("description", Meaning::description),
            text("unit", Meaning::unit),
            optionalObjects("terms", TERM, Meaning::terms),
            Meaning::new);

    /** A column as released. */
    public static final JsonShape<ReleasedColumn> COLUMN = JsonShape.of(
            text("name", ReleasedColumn::name),
            text("type", ReleasedColumn::type),
            text("category", ReleasedColumn::category),
            inside(APPLIED_MASK, ReleasedColumn::mask),
            inside(MEANING, ReleasedColumn::meaning),
            inside(IDENTITY, ReleasedColumn::identity),
            ReleasedColumn::new);

    private static final JsonShape<ReleasedTable> TABLE = JsonShape.of(
            text("name", ReleasedTable::name),
            inside(RunRecordJson.VERSION, ReleasedTable::version),
            whole("rows", ReleasedTable::rows),
            text("contract", ReleasedTable::contract),
            object("content", HASHES, table -> Hashes.of(table.content())),
            object("files", DATA_FILES, ReleasedTable::files),
            objects("columns", COLUMN, ReleasedTable::columns),
            object("load", TableLoadJson.LOAD, ReleasedTable::load),
            (name, version, rows, contract, hashes, files, columns, load) -> new ReleasedTable(
                    name,
                    version,
                    columns,
                    new ContentDigest(rows, hashes.hash(), hashes.sum(), hashes.columns()),
                    files,
                    contract,
                    load));

    private static final JsonShape<HashedFile> FILE =
            JsonShape.of(text("path", HashedFile::path), text("sha256", HashedFile::sha256), HashedFile::new);

    private static final JsonShape<UsedModel> MODEL = JsonShape.of(
            text("engine", UsedModel::engine),
            text("path", UsedModel::file),
            text("sha256", UsedModel::sha256),
            textsByName("finds", UsedModel::finds),
            number("minimum", UsedModel::minimum),
            UsedModel::new);

    private static final JsonShape<UsedPlugin> ADDED = JsonShape.of(
            text("kind", UsedPlugin::kind),
            text("name", UsedPlugin::name),
            text("class", UsedPlugin::type),
            text("sha256", UsedPlugin::sha256),
            UsedPlugin::new);

    private static final JsonShape<Manifest.Basis> BASIS = JsonShape.of(
            objects("files", FILE, Manifest.Basis::files),
            text("law-pack", Manifest.Basis::lawPack),
            text("law-pack-sha256", Manifest.Basis::lawPackSha256),
            texts("keys", Manifest.Basis::keys),
            text("time-zone", Manifest.Basis::zoneName),
            optionalObjects("models", MODEL, Manifest.Basis::models),
            optionalObjects("added", ADDED, Manifest.Basis::added),
            (files, pack, packSha256, keys, zone, models, added) ->
                    new Manifest.Basis(files, pack, packSha256, keys, zone(zone), models, added));

    private static final JsonShape<EvidenceItem> EVIDENCE = JsonShape.of(
            word("kind", EvidenceKind.class, EvidenceItem::kind),
            text("name", EvidenceItem::name),
            text("sha256", EvidenceItem::sha256),
            whole("bytes", EvidenceItem::bytes),
            optionalText("bundle", EvidenceItem::bundle),
            EvidenceItem::new);

    private static final JsonShape<ChainHead> HEAD = JsonShape.of(
            text("chain", ChainHead::chain),
            whole("entries", ChainHead::entries),
            text("sha256", ChainHead::sha256),
            ChainHead::new);

    private static final JsonShape<Signing> SIGNING = JsonShape.of(
            word("algorithm", SigningAlgorithm.class, Signing::algorithm),
            text("key", Signing::key),
            JsonKey.of(ManifestJson::putTimestamp, ManifestJson::isTimestamped),
            Signing::new);

    private static final JsonShape<Manifest.Proof> PROOF = JsonShape.of(
            objects("evidence", EVIDENCE, Manifest.Proof::evidence),
            optionalObjects("heads", HEAD, Manifest.Proof::heads),
            optionalObject("signing", SIGNING, Manifest.Proof::signing),
            (evidence, heads, signing) -> new Manifest.Proof(evidence, signing, heads));

    private static final JsonShape<Manifest> MANIFEST = JsonShape.document(
            SCHEMA,
            JsonShape.of(
                    object("product", PRODUCT, Manifest::about),
                    whole("number", Manifest::number),
                    inside(HISTORY, Manifest::history),
                    objects("tables", TABLE, Manifest::tables),
                    object("basis", BASIS, Manifest::basis),
                    inside(PROOF, Manifest::proof),
                    object("record", RunRecordJson.RECORD, Manifest::record),
                    (about, number, history, tables, basis, proof, record) ->
                            new Manifest(number, about, record, tables, basis, history, proof)));

    private ManifestJson() {}

    /** The manifest as text: UTF-8, two spaces, line feeds; the same for equal manifests. */
    public static String print(Manifest manifest) {
        return Json.print(MANIFEST.node(manifest));
    }

    /**
     * Reads what {@link #print} wrote.
     *
     * @param file where the text comes from, for messages
     * @throws ProblemsException when it is no such document: not JSON, another schema, a key missing or unknown, a value of
     *     the wrong type
     */
    public static Manifest parse(String file, String text) {
        return MANIFEST.parse(Json.parse(file, text));
    }

    private static Optional<Manifest.Repeat> repeats(
            OptionalLong rollbackOf, OptionalLong compactionOf, Optional<ActAuthorisation> acting) {
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

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time zone " + id, e);
        }
    }

    private static void putRepaired(Manifest.History history, ObjectNode node) {
        if (!history.repaired().isEmpty()) {
            history.repaired().forEach(node.putArray("repaired")::add);
        }
    }

    private static void putTimestamp(Signing signing, ObjectNode node) {
        if (signing.timestamped()) {
            node.put("timestamp", RFC_3161);
        }
    }

    private static boolean isTimestamped(JsonObject json) {
        Optional<String> timestamp = json.optionalText("timestamp");
        timestamp.filter(standard -> !standard.equals(RFC_3161)).ifPresent(standard -> {
            throw json.wrong("timestamp", RFC_3161);
        });
        return timestamp.isPresent();
    }

    /** What a table's content has beside the number of its rows. */
    private record Hashes(String hash, String sum, List<ContentDigest.OfColumn> columns) {
        static Hashes of(ContentDigest content) {
            return new Hashes(content.hash(), content.sum(), content.columns());
        }
    }
}
