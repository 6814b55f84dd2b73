package dev.weir.jobs.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The journals of a product's runs that are not over: {@code releases/<product>/pending/<run>.json}. A file is there from
 * before a run's first change to a table until after its last; the holder of the run lock alone writes here.
 */
final class RunJournals {

    private static final String SCHEMA = "weir-journal-2";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String ENDING = ".json";

    private final LogFiles files;
    private final String folder;

    /** @param storage a folder of this machine, where the tables and the run lock lie as well */
    RunJournals(LogStorage storage, String product) {
        this.files = new LogFiles(storage);
        this.folder = product + "/pending";
    }

    /** All that are there, by run id. */
    List<RunJournal> list() {
        return files.list(folder).stream()
                .filter(name -> name.endsWith(ENDING))
                .map(this::read)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether a run is not over. */
    boolean has(String run) {
        return files.read(name(run)).isPresent();
    }

    void write(RunJournal journal) {
        files.replace(name(journal.run()), print(journal).getBytes(StandardCharsets.UTF_8));
    }

    void delete(String run) {
        files.delete(name(run));
    }

    private String name(String run) {
        return folder + "/" + run + ENDING;
    }

    private Optional<RunJournal> read(String file) {
        String name = folder + "/" + file;
        try {
            Optional<byte[]> content = files.read(name);
            return content.isEmpty() ? Optional.empty() : Optional.of(parse(MAPPER.readTree(content.get())));
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemsException(
                    List.of(new Problem(
                            Code.STORE_UNREACHABLE,
                            Place.of(files.place(name)),
                            "The journal of an unfinished run cannot be understood",
                            "another version of Weir wrote it, or it was changed by hand",
                            "Run once with the version that wrote it, so that the run is finished or undone.")),
                    e);
        }
    }

    private static String print(RunJournal journal) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("schema", SCHEMA)
                .put("product", journal.product())
                .put("run", journal.run())
                .put("state", journal.state().name());
        journal.release().ifPresent(release -> node.put("release", release));
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
                            TableFormat.valueOf(text(table, "format")),
                            text(table, "namespace"),
                            text(table, "name"),
                            text(table, "location")),
                    Load.valueOf(text(table, "load")),
                    text(table, "columns"),
                    whole(table, "base"),
                    whole(table, "version"),
                    texts(table, "files"),
                    texts(table, "removed")));
        }
        return new RunJournal(
                text(node, "product"),
                text(node, "run"),
                RunJournal.State.valueOf(text(node, "state")),
                whole(node, "release"),
                entries);
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
