package dev.weir.jobs.draft;

import dev.weir.contracts.yaml.YamlText;
import dev.weir.jobs.engine.database.DeclaredKeys;
import dev.weir.jobs.engine.discover.FoundFile;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.privacy.detect.LeakScan;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files of one layout that are one table: those of one name but for its digits, in one folder or in several.
 *
 * @param table its name
 * @param folder that all lie in, from the workspace's root
 * @param pattern of their names in it
 * @param layout of all
 * @param files sorted by name
 * @param definition what a study's definitions say of them
 */
record SourceGroup(
        String table, String folder, String pattern, Layout layout, List<SourceFile> files, DefinedDataset definition)
        implements DraftSource {

    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");
    private static final Pattern ENDING =
            Pattern.compile("(?i)(\\.(csv|tsv|txt|dat|json|jsonl|ndjson|parquet|orc|avro|prn|xlsx|sas7bdat|xpt"
                    + "|fa|fasta|fna|faa|ffn|fas|sdf|sd|gz|bgz|bz2))+$");
    private static final Pattern PACKED = Pattern.compile("(?i)\\.(gz|bgz|bz2)$");
    /** The name of one delivery of several: it has a date or a number in it. */
    private static final Pattern DATED = Pattern.compile("[0-9]{3}|[0-9]{1,2}[-_.][0-9]{1,2}");

    /** What programs call sheets, in several languages, and their numbers. */
    private static final Pattern GENERIC =
            Pattern.compile("(?i)(?:sheet|table|tabelle|feuil|hoja|foglio|工作表|表)?[ _]?[0-9]*");

    private static final Pattern COPY = Pattern.compile("(?i)(?:\\.(?:bak|old|orig|backup|save|tmp)|~)$");
    private static final Pattern WILD = Pattern.compile("[*?\\[\\]{}\\\\,:\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]");

    SourceGroup {
        files = List.copyOf(files);
    }

    /** Of files that nothing defines. */
    SourceGroup(String table, String folder, String pattern, Layout layout, List<SourceFile> files) {
        this(table, folder, pattern, layout, files, DefinedDataset.NONE);
    }

    /** Whether its pattern fits a file, by its name from the workspace's root. */
    boolean reads(String file) {
        String below = folder.isEmpty() ? "" : folder + "/";
        return file.startsWith(below)
                && FileSystems.getDefault()
                        .getPathMatcher("glob:" + pattern)
                        .matches(Path.of(file.substring(below.length())));
    }

    /** Whether it names its files one by one. */
    boolean isListed() {
        return pattern.startsWith("{");
    }

    /** How many of its files have a name that may call a person: it stands in manifests, lineage and reports. */
    long namedAfterPeople() {
        LeakScan names = new LeakScan("");
        return files.stream()
                .map(file -> file.name().substring(file.name().lastIndexOf('/') + 1))
                .map(name -> ENDING.matcher(name).replaceFirst("").replaceAll("[_.-]+", " "))
                .filter(names::mayCallPerson)
                .count();
    }

    /** The same, as a study's definitions describe it. */
    SourceGroup defined(DefinedDataset dataset) {
        return new SourceGroup(table, folder, pattern, dataset.with(layout), files, dataset);
    }

    /** What definitions say, and of resources of FHIR their ids (R4, Resource.id: "unique within the space of all resources of the same type"). */
    @Override
    public DeclaredKeys declared() {
        return isFhir()
                ? new DeclaredKeys(List.of(layout.columns().get(0).physicalName()), List.of(), List.of())
                : definition.declared();
    }

    @Override
    public String declaredBy() {
        return isFhir() ? "FHIR" : DefineXml.NAME;
    }

    private boolean isFhir() {
        return layout.format().equals("fhir") && !layout.columns().isEmpty();
    }

    @Override
    public Map<String, List<String>> codeLists() {
        return definition.codeLists();
    }

    @Override
    public int fileCount() {
        return files.size();
    }

    @Override
    public String counted() {
        return files.size() + (files.size() == 1 ? " file" : " files");
    }

    @Override
    public String where() {
        String below = files.size() == 1 ? files.get(0).name() : (folder.isEmpty() ? "" : folder + "/") + pattern;
        return " (" + below + part() + ")";
    }

    @Override
    public List<String> names() {
        return files.stream().map(file -> file.name() + part()).toList();
    }

    private String part() {
        String sheet = written(layout);
        String columns = layout.read().getOrDefault("range", "");
        return (sheet.isEmpty() ? "" : ", sheet " + sheet) + (columns.isEmpty() ? "" : ", columns " + columns);
    }

    @Override
    public List<String> serverLines() {
        List<String> lines = new ArrayList<>(List.of(
                "- server: files",
                "  type: local",
                "  path: " + YamlText.quoted(folder.isEmpty() ? "." : folder),
                "  format: " + layout.format()));
        if (!layout.read().isEmpty()) {
            String keys = layout.read().entrySet().stream()
                    .map(key -> key.getKey() + ": " + key.getValue())
                    .collect(Collectors.joining(", ", "{ ", " }"));
            lines.add("  customProperties: [{ property: weirRead, value: " + keys + " }]");
        }
        return lines;
    }

    @Override
    public String physicalType() {
        return "file";
    }

    @Override
    public String physicalName() {
        return pattern;
    }

    /** What the name of a file has besides digits and endings: files that are alike in it are deliveries of one thing. */
    static String stem(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return NUMBERS.matcher(ENDING.matcher(last).replaceFirst(""))
                .replaceAll("")
                .replaceAll("[-_ .()]+", "_")
                .replaceAll("^_+|_+$", "")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * A packed file beside a plain one of its name, such as {@code labs.csv.gz} beside {@code labs.csv}: both would bring each record
     * twice.
     *
     * @return by the path of each packed file the name of the plain one
     */
    static Map<String, String> packedTwins(List<SourceFile> files) {
        return originals(files, SourceGroup::unpacked);
    }

    /**
     * A copy that an editor or a person has put beside a file, such as {@code donors.csv.bak} beside {@code donors.csv}: both would bring
     * its records.
     *
     * @return by the path of each copy the name of the file
     */
    static Map<String, String> copies(List<SourceFile> files) {
        return originals(files, name -> COPY.matcher(name).replaceFirst(""));
    }

    /** By the path of each file whose name becomes another file's, that one's name. */
    private static Map<String, String> originals(List<SourceFile> files, UnaryOperator<String> original) {
        Map<String, String> plain = files.stream()
                .filter(file -> file.path().equals(original.apply(file.path())))
                .collect(Collectors.toMap(SourceFile::path, SourceFile::name, (one, other) -> one));
        return files.stream()
                .distinct()
                .filter(file -> plain.containsKey(original.apply(file.path())) && !plain.containsKey(file.path()))
                .collect(Collectors.toMap(
                        SourceFile::path, file -> Objects.requireNonNull(plain.get(original.apply(file.path())))));
    }

    private static String unpacked(String name) {
        return PACKED.matcher(name).replaceFirst("");
    }

    static boolean isPlain(String name) {
        return !WILD.matcher(name).find();
    }

    /**
     * Groups files. Where two have one stem and different layouts, they are two tables.
     *
     * @param found with a layout each
     * @param names for the tables
     * @param inFolder the names of all files of a folder: a pattern fits those of the group, and no other
     */
    static List<SourceGroup> of(List<FoundFile> found, LogicalNames names, Function<String, List<String>> inFolder) {
        Map<String, List<Alike>> byStem = new LinkedHashMap<>();
        for (FoundFile file : found) {
            String sheet = file.layout().map(SourceGroup::sheet).orElse("");
            add(
                    byStem.computeIfAbsent(
                            sheet.isEmpty() ? stem(file.file().name()) : sheet, first -> new ArrayList<>()),
                    file);
        }
        List<SourceGroup> groups = new ArrayList<>();
        byStem.forEach((stem, alike) ->
                alike.forEach(files -> groups.add(group(stem, files, names, groups.size() + 1, inFolder))));
        return groups;
    }

    /** What a sheet of a workbook is called; empty where programs have called it so, or where there is none. */
    private static String sheet(Layout layout) {
        String written = written(layout);
        return GENERIC.matcher(written).matches() ? "" : written;
    }

    private static String written(Layout layout) {
        return layout.read().getOrDefault("sheet", "").replace("\"", "");
    }

    private static void add(List<Alike> groups, FoundFile file) {
        Layout layout = file.layout().orElseThrow();
        for (int i = 0; i < groups.size(); i++) {
            Optional<Alike> more = groups.get(i).with(file.file(), layout);
            if (more.isPresent()) {
                groups.set(i, more.get());
                return;
            }
        }
        groups.add(new Alike(layout, List.of(file.file())));
    }

    /** Files that one contract reads, with the layout of them all: each further one is held against it, not against the first. */
    private record Alike(Layout layout, List<SourceFile> files) {

        Optional<Alike> with(SourceFile file, Layout other) {
            return layout.with(other)
                    .map(both -> new Alike(
                            both, Stream.concat(files.stream(), Stream.of(file)).toList()));
        }
    }

    private static SourceGroup group(
            String stem, Alike alike, LogicalNames names, int number, Function<String, List<String>> inFolder) {
        List<SourceFile> files = alike.files();
        List<String> paths = files.stream().map(SourceFile::name).sorted().toList();
        String folder = folder(paths);
        List<String> below = paths.stream()
                .map(path -> folder.isEmpty() ? path : path.substring(folder.length() + 1))
                .toList();
        return new SourceGroup(
                names.of(stem, "table", number), folder, pattern(folder, below, inFolder), alike.layout(), files);
    }

    private static String folder(List<String> paths) {
        String common = paths.stream()
                .map(path -> path.substring(0, path.lastIndexOf('/') + 1))
                .reduce(SourceGroup::commonBeginning)
                .orElse("");
        return common.substring(0, Math.max(0, common.lastIndexOf('/')));
    }

    /**
     * With a star where the names differ, so that later deliveries fit too: from their first digit on, else from where they differ. So
     * has one name with a date or a number in it.
     * Each by its name where that would fit others.
     */
    private static String pattern(String folder, List<String> names, Function<String, List<String>> inFolder) {
        if (names.size() == 1 && !DATED.matcher(names.get(0)).find()) {
            return names.get(0);
        }
        boolean inOne = names.stream().noneMatch(name -> name.contains("/"));
        String common = names.stream().reduce(SourceGroup::commonBeginning).orElse("");
        return Stream.of(common.replaceFirst("[0-9].*", ""), common)
                .filter(prefix -> inOne && (names.size() > 1 || !prefix.isEmpty()))
                .map(prefix -> new Star(prefix, names))
                .filter(star -> star.fitting(inFolder.apply(folder)).equals(names))
                .map(Star::pattern)
                .findFirst()
                .or(() -> ofFolders(names, inFolder.apply(folder)))
                .orElseGet(() -> names.stream().collect(Collectors.joining(",", "{", "}")));
    }

    /** Where files of one name lie in folders that are called after months or the like: with a star in the folder's name. */
    private static Optional<String> ofFolders(List<String> names, List<String> inFolder) {
        List<String> folders =
                names.stream().map(name -> name.replaceFirst("/.*", "")).toList();
        Set<String> below =
                names.stream().map(name -> name.replaceFirst("^[^/]*/?", "")).collect(Collectors.toSet());
        boolean isOne = names.size() > 1 && below.size() == 1 && !below.contains("");
        if (!isOne || !folders.stream().allMatch(folder -> DATED.matcher(folder).find())) {
            return Optional.empty();
        }
        String common = folders.stream().reduce(SourceGroup::commonBeginning).orElse("");
        return Stream.of(common.replaceFirst("[0-9].*", ""), common.replaceFirst("[0-9]+$", ""), common)
                .map(prefix -> new Star(prefix, folders))
                .filter(star -> star.fitting(inFolder).equals(folders))
                .map(star -> star.pattern() + "/" + below.iterator().next())
                .findFirst();
    }

    private record Star(String prefix, String suffix) {

        Star(String prefix, List<String> names) {
            this(
                    prefix,
                    names.stream()
                            .map(name -> name.substring(prefix.length()))
                            .reduce(SourceGroup::commonEnd)
                            .orElse("")
                            .replaceFirst("^.*[0-9]", ""));
        }

        String pattern() {
            return prefix + "*" + suffix;
        }

        List<String> fitting(List<String> names) {
            return names.stream()
                    .filter(name -> name.length() >= prefix.length() + suffix.length()
                            && name.startsWith(prefix)
                            && name.endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static String commonBeginning(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return one.substring(0, same);
    }

    private static String commonEnd(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length())
                && one.charAt(one.length() - 1 - same) == other.charAt(other.length() - 1 - same)) {
            same++;
        }
        return one.substring(one.length() - same);
    }
}
