package dev.weir.jobs.engine.read.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.contracts.format.fhir.FhirDefinitions;
import dev.weir.contracts.format.fhir.FhirPath;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.file.BoundedLines;
import dev.weir.jobs.engine.read.file.ReadText;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.lines.JsonLineReader;
import dev.weir.jobs.engine.read.value.DecimalDigits;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Finds out which of the usual columns the resources of a file have, from all of its lines. */
final class FhirLayout {

    /** As many lines at the beginning, all of which are resources of one type, are enough to know that the file is FHIR. */
    private static final int FIRST = 20;

    private static final int MOST_SHOWN = 20;

    private final String resource;
    private final List<Candidate> candidates = new ArrayList<>();
    private final FhirWalk walk;
    private final Set<String> left = new TreeSet<>();
    private boolean hasOthers;
    private long resources;
    private long others;

    private FhirLayout(String resource) {
        this.resource = resource;
        List<ReadColumn> columns = new ArrayList<>();
        List<FhirPath> paths = new ArrayList<>();
        for (LayoutColumn column : UsualColumns.of(resource)) {
            FhirPath path = FhirPath.of(column.physicalName());
            ReadColumn read = ReadColumn.of(column.physicalName(), column.type());
            columns.add(read);
            paths.add(path);
            candidates.add(new Candidate(column, new PlacedColumn(read, resource, path, "")));
        }
        this.walk = new FhirWalk(
                resource,
                WantedElements.of(paths, columns),
                (object, name) -> leave(object.isEmpty() ? name : object + "." + name));
    }

    /** A name that may be a value is not shown. */
    private void leave(String name) {
        if (left.size() < MOST_SHOWN && UnknownColumns.looksLikeName(name.replace(FhirWalk.UNKNOWN, ""))) {
            left.add(name);
        } else if (!left.contains(name)) {
            hasOthers = true;
        }
    }

    /** Values of lists behind those that columns take; a list of primitive values is a column as a whole. */
    private void leaveLater(String path, JsonTree value) {
        if (value instanceof JsonTree.Fields fields) {
            fields.values().forEach((name, each) -> leaveLater(path + "." + name, each));
        } else if (value instanceof JsonTree.Items items) {
            int taken = candidates.stream()
                            .anyMatch(each -> each.column.physicalName().startsWith(path + "[1]"))
                    ? 2
                    : 1;
            boolean isWhole = !items.values().isEmpty() && items.values().get(0) instanceof JsonTree.Leaf;
            if (!isWhole && items.values().size() > taken) {
                leave(path + "[" + taken + "]");
            }
            items.values().stream().limit(taken).forEach(each -> leaveLater(path, each));
        }
    }

    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        if (!ReadText.beginning(configuration, file, 1 << 10).stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(SourceStreams.plain(configuration, file), StandardCharsets.UTF_8))) {
            BoundedLines lines = new BoundedLines(reader);
            FhirLayout layout = null;
            long number = 0;
            for (String line = lines.next(); line != null; line = lines.next(), number++) {
                String text = line.charAt(0) == '\ufeff' ? line.substring(1) : line;
                if (text.isBlank()) {
                    continue;
                }
                if (number < FIRST) {
                    String type = type(text);
                    boolean isOther = layout != null && !layout.resource.equals(type);
                    if (type.isEmpty() || isOther) {
                        return Optional.empty();
                    }
                    layout = layout == null ? new FhirLayout(type) : layout;
                }
                if (layout != null) {
                    layout.add(text);
                }
            }
            return layout == null ? Optional.empty() : layout.layout();
        } catch (IOException e) {
            throw SourceStreams.failure(file, e);
        }
    }

    /** The type of the resource that a line is; empty where it is none that has an id. */
    private static String type(String line) throws IOException {
        String type = "";
        boolean hasId = false;
        try (JsonParser parser = JsonLineReader.JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                type = isText && name.equals("resourceType") ? parser.getText() : type;
                hasId |= isText && name.equals("id");
                parser.skipChildren();
            }
        } catch (JsonProcessingException e) {
            return "";
        }
        return hasId && FhirDefinitions.r4().resources().contains(type) ? type : "";
    }

    private void add(String line) throws IOException {
        try (JsonParser parser = JsonLineReader.JSON.createParser(line)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonTree.Fields read = walk.read(parser);
                candidates.forEach(candidate -> candidate.add(read));
                read.values().forEach((name, value) -> leaveLater(name, value));
                resources++;
                return;
            }
        } catch (NotFhirException | JsonProcessingException e) {
            // the reader counts it as unreadable, with its line and reason
        }
        others++;
    }

    private Optional<Layout> layout() {
        List<String> because = new ArrayList<>(List.of(
                "each of " + resources + " lines is a resource of the type " + resource
                        + (others == 0 ? "" : ", and " + others + " are none"),
                "types: those of FHIR R4; of a list the first value is a column, of identifiers two"));
        leftOut(name -> !name.endsWith(FhirWalk.UNKNOWN), ": a column with such a path as its physicalName reads one")
                .ifPresent(because::add);
        leftOut(name -> name.endsWith(FhirWalk.UNKNOWN), "").ifPresent(because::add);
        if (hasOthers) {
            because.add("left out: other elements, whose names are not shown");
        }
        List<LayoutColumn> columns = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        Set<String> references = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (candidate.isSound() && references.add(candidate.place())) {
                LayoutColumn column = candidate.column;
                String key = column.label().replaceFirst("^[^_]*_(?=.+_id$)", "");
                String label = !candidate.isReference() || !labels.add(key) ? column.label() : key;
                labels.add(label);
                columns.add(new LayoutColumn(
                        column.physicalName(), label, candidate.type(), column.proof(), "", column.about()));
            }
        }
        return resources == 0
                ? Optional.empty()
                : Optional.of(new Layout("fhir", Map.of(), Layout.Records.OF_A_KIND, columns, because));
    }

    private Optional<String> leftOut(Predicate<String> which, String hint) {
        String names = left.stream().filter(which).collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of("left out: " + names + hint);
    }

    /** A usual column, and whether records have it. */
    private static final class Candidate {
        private final LayoutColumn column;
        private final PlacedColumn reader;
        private final RecordRow row;
        private final DecimalDigits decimals = new DecimalDigits();
        private boolean isMet;
        private boolean isWrong;

        Candidate(LayoutColumn column, PlacedColumn reader) {
            this.column = column;
            this.reader = reader;
            this.row = RecordRow.ofOne(column.type());
        }

        void add(JsonTree.Fields resource) {
            @Nullable JsonTree value = reader.value(resource);
            isMet |= value != null;
            if (value instanceof JsonTree.Leaf leaf && column.type() instanceof ValueType.Real) {
                decimals.add(leaf.text());
            }
            isWrong |= isReference() && value != null && reader.read(value, row, 0) != null;
        }

        /** Whether records have it; a key only where all references have it. */
        boolean isSound() {
            return isMet && !isWrong;
        }

        /** FHIR's decimals mean each of their digits. */
        ValueType type() {
            return column.type() instanceof ValueType.Real
                    ? decimals.type().orElseGet(ValueType.Text::new)
                    : column.type();
        }

        boolean isReference() {
            return column.physicalName().contains(".getReferenceKey(");
        }

        /** Of the keys of a reference and its text the first that is sound is a column. */
        String place() {
            return column.physicalName().replaceFirst("\\.getReferenceKey\\(.*|\\.reference$", ".reference");
        }
    }
}
