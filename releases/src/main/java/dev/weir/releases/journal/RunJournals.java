package dev.weir.releases.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The journals of a product's runs that are not over: {@code releases/<product>/pending/<run>.json}. A file is there from
 * before a run's first change to a table until after its last; the holder of the product's lease alone writes here.
 */
public final class RunJournals {

    private static final String SCHEMA = "weir-journal-3";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String ENDING = ".json";

    private final List<LogFiles> places;
    private final String folder;

    /** @param places where they lie; new ones are written in the first */
    public RunJournals(List<LogFiles> places, String product) {
        this.places = List.copyOf(places);
        this.folder = product + "/pending";
    }

    /**
     * All that are there, by run id.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} when one cannot be read or understood
     */
    public List<RunJournal> list() {
        return runs().stream().map(this::find).flatMap(Optional::stream).toList();
    }

    /** The ids of the runs that have a journal, whether or not it can be understood. */
    public List<String> runs() {
        return places.stream()
                .flatMap(files -> files.list(folder).stream())
                .filter(name -> name.endsWith(ENDING))
                .map(name -> name.substring(0, name.length() - ENDING.length()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether a run is not over. */
    boolean has(String run) {
        return places.stream().anyMatch(files -> files.read(name(run)).isPresent());
    }

    public void write(RunJournal journal) {
        places.get(0).replace(name(journal.run()), print(journal).getBytes(StandardCharsets.UTF_8));
    }

    public void delete(String run) {
        for (int place = places.size() - 1; place >= 0; place--) { // the newest one goes last
            places.get(place).delete(name(run));
        }
    }

    private String name(String run) {
        return folder + "/" + run + ENDING;
    }

    /**
     * A run's journal; empty when it has none.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} when it cannot be read or understood
     */
    Optional<RunJournal> find(String run) {
        for (LogFiles files : places) {
            Optional<RunJournal> found = find(files, name(run));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<RunJournal> find(LogFiles files, String name) {
        try {
            Optional<byte[]> content = files.read(name);
            return content.isEmpty() ? Optional.empty() : Optional.of(parse(MAPPER.readTree(content.get())));
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            throw ProblemsException.of(
                    Code.STORE_UNREACHABLE,
                    Place.of(files.place(name)),
                    "The journal of an unfinished run cannot be understood",
                    "another version of Weir wrote it, or it was changed by hand or is damaged",
                    "Run once with the version that wrote it, so that the run is finished or undone; restore a"
                            + " damaged one from a copy.",
                    e);
        }
    }

    private static String print(RunJournal journal) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("schema", SCHEMA)
                .put("product", journal.product())
                .put("run", journal.run())
                .put("began", journal.began().toString())
                .put("state", journal.state().name());
        journal.makes().ifPresent(number -> node.put("makes", number));
        journal.manifest().ifPresent(manifest -> node.put("manifest", ManifestJson.print(manifest)));
        ArrayNode entries = node.putArray("tables");
        for (StagedEntry entry : journal.entries()) {
            ObjectNode table = entries.addObject()
                    .put("format", entry.table().format().name())
                    .put("namespace", entry.table().namespace())
                    .put("name", entry.table().name())
                    .put("location", entry.table().location())
                    .put("load", entry.load().name())
                    .put("columns", entry.schema());
            entry.base().ifPresent(base -> table.put("base", base));
            entry.version().ifPresent(version -> table.put("version", version));
            ArrayNode files = table.putArray("files");
            entry.files().forEach(files::add);
            ArrayNode removed = table.putArray("removed");
            entry.removed().forEach(removed::add);
        }
        return node.toString();
    }

    private static RunJournal parse(JsonNode node) {
        if (!node.path("schema").asText().equals(SCHEMA)) {
            throw new IllegalArgumentException("Not a journal of this version");
        }
        List<StagedEntry> entries = new ArrayList<>();
        for (JsonNode table : node.path("tables")) {
            entries.add(new StagedEntry(
                    new TableIdentity(
                            new TableFormat(text(table, "format")),
                            text(table, "namespace"),
                            text(table, "name"),
                            text(table, "location")),
                    LoadMode.valueOf(text(table, "load")),
                    text(table, "columns"),
                    whole(table, "base"),
                    whole(table, "version"),
                    texts(table, "files"),
                    texts(table, "removed")));
        }
        return new RunJournal(
                text(node, "product"),
                text(node, "run"),
                Instant.parse(text(node, "began")),
                whole(node, "makes"),
                RunJournal.State.valueOf(text(node, "state")),
                manifest(node),
                entries);
    }

    /** Only where it would be entered byte for byte as it was signed. */
    private static Optional<Manifest> manifest(JsonNode node) {
        if (!node.has("manifest")) {
            return Optional.empty();
        }
        String text = text(node, "manifest");
        Manifest manifest;
        try {
            manifest = ManifestJson.parse("manifest", text);
        } catch (ProblemsException e) {
            throw new IllegalArgumentException("Its manifest is damaged", e);
        }
        if (!ManifestJson.print(manifest).equals(text)) {
            throw new IllegalArgumentException("Its manifest is another version's");
        }
        return Optional.of(manifest);
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value.textValue();
    }

    private static List<String> texts(JsonNode node, String key) {
        List<String> texts = new ArrayList<>();
        node.path(key).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static OptionalLong whole(JsonNode node, String key) {
        return node.has(key) ? OptionalLong.of(node.path(key).longValue()) : OptionalLong.empty();
    }
}
