package dev.weir.catalogue.croissant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.Gap;
import dev.weir.catalogue.TableFiles;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.CatalogueFacts.Publisher;
import dev.weir.contracts.catalogue.Licence;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.release.json.DataFileList.DataFile;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.text.Sha256;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A release as a Croissant document. Of each table there are its files with their hashes, and a record set whose fields are its columns,
 * each by the IRI that every other export has for it. No field has an example: an example would be a row.
 */
final class Croissant {

    /** More of a table make validators slow; beyond, the list of files stands for them. */
    static final int MOST_FILES = 100;

    /** Readers know the second name, the first is the registered one. */
    private static final List<String> PARQUET = List.of("application/vnd.apache.parquet", "application/x-parquet");

    private static final Map<String, String> TYPES = Map.of(
            "string", "sc:Text",
            "integer", "cr:Int64",
            "number", "cr:Float64",
            "boolean", "sc:Boolean",
            "date", "sc:Date",
            "time", "sc:Text");

    private static final String ARRAY = "array<";

    private final CatalogueEntry entry;
    private final Manifest manifest;
    private final TableFiles files;
    private final List<Gap> gaps = new ArrayList<>();

    Croissant(CatalogueEntry entry, TableFiles files) {
        this.entry = entry;
        this.manifest = entry.manifest();
        this.files = files;
    }

    /** What came to light while it was made; after {@link #node}. */
    List<Gap> gaps() {
        return gaps;
    }

    ObjectNode node() {
        CatalogueFacts facts = manifest.about().catalogue();
        ObjectNode node = Json.object();
        node.set("@context", CroissantContext.node());
        node.put("@type", "sc:Dataset").put("@id", entry.iri());
        node.set(
                "conformsTo",
                Json.texts(List.of("http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0")));
        node.put("name", manifest.about().name())
                .put("description", described())
                .put("url", entry.iri())
                .put("version", manifest.number() + ".0.0")
                .put("datePublished", day().toString());
        facts.terms().licence().ifPresent(licence -> node.put("license", Licence.address(licence)));
        facts.parties().publisher().ifPresent(publisher -> node.set("creator", organisation(publisher)));
        facts.terms().citation().ifPresent(citation -> node.put("citeAs", citation));
        texts(node, "keywords", facts.topic().keywords());
        texts(node, "inLanguage", facts.topic().languages());
        responsible(node, facts);
        provenance(node);
        ArrayNode distribution = node.putArray("distribution");
        ArrayNode records = node.putArray("recordSet");
        for (ReleasedTable table : manifest.tables()) {
            DataFileList list = files.tables().get(table.name());
            if (list != null) {
                files(distribution, table, list);
                records.add(records(table));
            }
        }
        return node;
    }

    private String described() {
        return entry.description();
    }

    private LocalDate day() {
        return LocalDate.ofInstant(manifest.record().run().ended(), ZoneOffset.UTC);
    }

    private static ObjectNode organisation(Publisher publisher) {
        ObjectNode node = Json.object().put("@type", "sc:Organization").put("name", publisher.name());
        publisher.homepage().ifPresent(page -> node.put("url", page));
        return node;
    }

    /** RAI 1.0: each key with its prefix, since readers drop one without. */
    private void responsible(ObjectNode node, CatalogueFacts facts) {
        texts(node, "rai:dataLimitations", manifest.about().limitations());
        texts(node, "rai:dataUseCases", facts.uses().recommended());
        texts(node, "rai:dataSocialImpact", not(facts.uses().discouraged()));
        facts.topic()
                .period()
                .ifPresent(period -> texts(
                        node,
                        "rai:dataCollectionTimeframe",
                        List.of(period.from().map(LocalDate::toString).orElse("..") + "/"
                                + period.until().map(LocalDate::toString).orElse(".."))));
        List<String> sensitive = manifest.tables().stream()
                .flatMap(table -> table.present().stream()
                        .filter(Croissant::isPersonal)
                        .map(column -> table.name() + "." + column.name() + ": " + column.category() + ", "
                                + column.mask().words()))
                .toList();
        texts(node, "rai:personalSensitiveInformation", sensitive);
        boolean isMadeUp = manifest.tables().stream()
                .flatMap(table -> table.present().stream())
                .anyMatch(column -> column.mask().isSynthetic());
        node.put("rai:hasSyntheticData", isMadeUp);
        texts(
                node,
                "rai:dataManipulationProtocol",
                manifest.tables().stream()
                        .flatMap(table -> table.columns().stream()
                                .filter(column -> !column.mask().keeps())
                                .map(column -> table.name() + "." + column.name() + ": "
                                        + column.mask().words()))
                        .toList());
    }

    private static List<String> not(List<String> discouraged) {
        return discouraged.stream().map(use -> "Not for: " + use).toList();
    }

    private static boolean isPersonal(ReleasedColumn column) {
        return !column.category().equals("NONE");
    }

    private void provenance(ObjectNode node) {
        node.putObject("prov:wasGeneratedBy")
                .put("@id", "urn:uuid:" + manifest.record().run().id())
                .put("@type", "prov:Activity");
        List<String> read = entry.read();
        if (!read.isEmpty()) {
            node.set(
                    "prov:wasDerivedFrom",
                    Json.objects(read, iri -> Json.object().put("@id", iri)));
        }
        // the signed manifest has the hash of each table's list of files
        node.set(
                "identifier",
                Json.texts(
                        List.of(manifest.reference(), "manifest sha256:" + Sha256.hex(ManifestJson.print(manifest)))));
    }

    /** The files of a table, each with its hash, and what reads them as one. */
    private void files(ArrayNode distribution, ReleasedTable table, DataFileList list) {
        if (list.files().size() <= MOST_FILES) {
            for (int i = 0; i < list.files().size(); i++) {
                distribution.add(file(table, i + 1, list.files().get(i)));
            }
        } else {
            gaps.add(new Gap(
                    "distribution",
                    new Gap.NotMeasured(
                            "Table '" + table.name() + "' has " + list.files().size()
                                    + " files, too many to name each with its hash: 'weir compact' makes fewer")));
        }
        ObjectNode set = distribution
                .addObject()
                .put("@type", "cr:FileSet")
                .put("@id", set(table))
                .put("name", table.name());
        set.set("encodingFormat", Json.texts(PARQUET));
        set.set(
                "includes",
                Json.texts(list.files().stream()
                        .map(file -> literal(path(table, file)))
                        .toList()));
    }

    private ObjectNode file(ReleasedTable table, int number, DataFile file) {
        ObjectNode node = Json.object()
                .put("@type", "cr:FileObject")
                .put("@id", iri(table) + "/files/" + number)
                .put("name", table.name() + ", part " + number)
                .put("contentUrl", path(table, file))
                .put("sha256", file.sha256());
        node.set("encodingFormat", Json.texts(PARQUET));
        return node;
    }

    /** Relative to the folder that the description lies in. */
    private String path(ReleasedTable table, DataFile file) {
        String folder = entry.storage().folder(table.name()).orElse("");
        return folder.isEmpty() ? file.path() : folder + "/" + file.path();
    }

    /** A path as a pattern that means itself alone. */
    private static String literal(String path) {
        return path.replaceAll("([\\[?*])", "[$1]");
    }

    private ObjectNode records(ReleasedTable table) {
        ObjectNode node = Json.object()
                .put("@type", "cr:RecordSet")
                .put("@id", iri(table))
                .put("name", table.name());
        if (!table.key().isEmpty()) {
            node.set("key", Json.objects(table.key(), column -> Json.object().put("@id", iri(table, column))));
        }
        ArrayNode fields = node.putArray("field");
        for (ReleasedColumn column : table.present()) {
            Optional<ObjectNode> field = field(table, column);
            field.ifPresent(fields::add);
            if (field.isEmpty()) {
                gaps.add(new Gap(
                        "field " + table.name() + "." + column.name(),
                        new Gap.NotMeasured("Croissant has no type for " + column.type())));
            }
        }
        return node;
    }

    private Optional<ObjectNode> field(ReleasedTable table, ReleasedColumn column) {
        boolean isArray = column.type().startsWith(ARRAY);
        String of =
                isArray ? column.type().substring(ARRAY.length(), column.type().length() - 1) : column.type();
        return type(of).map(type -> {
            ObjectNode node = Json.object()
                    .put("@type", "cr:Field")
                    .put("@id", iri(table, column.name()))
                    .put("name", column.name())
                    .put("dataType", type);
            if (!column.description().isEmpty()) {
                node.put("description", column.description());
            }
            if (!column.meaning().terms().isEmpty()) {
                node.set(
                        "equivalentProperty",
                        Json.texts(column.meaning().terms().stream()
                                .map(entry::iri)
                                .toList()));
            }
            if (isArray) {
                node.put("isArray", true).put("arrayShape", "-1");
            }
            ObjectNode source = node.putObject("source");
            source.putObject("fileSet").put("@id", set(table));
            source.putObject("extract").put("column", column.name());
            ArrayNode notes = node.putArray("annotation");
            note(notes, table, column, "type", column.type());
            note(notes, table, column, "category", column.category());
            note(notes, table, column, "mask", column.mask().words());
            if (!column.unit().isEmpty()) {
                note(notes, table, column, "unit", column.unit());
            }
            return node;
        });
    }

    /** A decimal has no type of its own: its digits beyond a double's are in the file, and its exact type in the note. */
    private static Optional<String> type(String type) {
        if (type.startsWith("decimal")) {
            return Optional.of("sc:Float");
        }
        return type.startsWith("timestamp") ? Optional.of("sc:DateTime") : Optional.ofNullable(TYPES.get(type));
    }

    private void note(ArrayNode notes, ReleasedTable table, ReleasedColumn column, String what, String value) {
        notes.addObject()
                .put("@type", "cr:Field")
                .put("@id", iri(table, column.name()) + ";" + what)
                .put("name", what)
                .put("dataType", "sc:Text")
                .put("value", value);
    }

    private String set(ReleasedTable table) {
        return iri(table) + "/files";
    }

    private String iri(ReleasedTable table) {
        return entry.base().table(manifest.product(), manifest.number(), table.name());
    }

    private String iri(ReleasedTable table, String column) {
        return entry.base().column(manifest.product(), manifest.number(), table.name(), column);
    }

    private static void texts(ObjectNode node, String key, List<String> values) {
        if (!values.isEmpty()) {
            node.set(key, Json.texts(values));
        }
    }
}
