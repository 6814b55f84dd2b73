package dev.weir.contracts.read.base;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.Sha256;
import dev.weir.contracts.yaml.YamlList;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlReader;
import dev.weir.contracts.yaml.YamlScalar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The workspace's folder: its files, by their paths relative to it. */
public final class WorkspaceFiles {

    private static final int LARGEST = 4 * 1024 * 1024;

    /** What lies on the disk besides the edits. */
    private enum Disk {
        READ,
        LEFT_OUT
    }

    private final Path root;
    private final Disk disk;
    private final Map<String, String> edits;
    private final PersonalText personal;
    private final Problems problems;

    /**
     * @param edits files, by path, that are read from this text and not from the disk
     * @param personal looks through every file that is read
     */
    public WorkspaceFiles(Path root, Map<String, String> edits, PersonalText personal, Problems problems) {
        this(root, Disk.READ, edits, personal, problems);
    }

    private WorkspaceFiles(Path root, Disk disk, Map<String, String> edits, PersonalText personal, Problems problems) {
        this.root = root;
        this.disk = disk;
        this.edits = new TreeMap<>(edits);
        this.personal = personal;
        this.problems = problems;
    }

    /** A folder of these files alone, whatever lies on the disk. */
    public static WorkspaceFiles of(Map<String, String> files, Path root, PersonalText personal, Problems problems) {
        return new WorkspaceFiles(root, Disk.LEFT_OUT, files, personal, problems);
    }

    /** A file's text. */
    public record Text(HashedFile file, String text) {}

    /** A YAML file that is an object. */
    public record Document(HashedFile file, YamlMap root) {
        /** Its path, relative to the workspace. */
        public String path() {
            return file.path();
        }
    }

    public Path root() {
        return root;
    }

    /** Whether there is such a file, among the edits or on the disk. */
    public boolean has(String path) {
        return edits.containsKey(path) || (disk == Disk.READ && Files.isRegularFile(root.resolve(path)));
    }

    /** Every file below a folder whose name ends so, sorted by path; none when there is no such folder. */
    public List<String> files(String below, String ending) {
        TreeMap<String, Path> found = new TreeMap<>();
        collect(root.resolve(below), ending, found);
        edits.keySet().stream()
                .filter(path -> path.startsWith(below + "/") && path.endsWith(ending))
                .forEach(path -> found.put(path, root.resolve(path)));
        return new ArrayList<>(found.keySet());
    }

    private void collect(Path folder, String ending, Map<String, Path> found) {
        if (disk == Disk.LEFT_OUT || !Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry) && Files.isSymbolicLink(entry)) {
                    problems.add(
                            Code.INVALID_VALUE,
                            Place.of(relative(entry)),
                            "'" + relative(entry) + "' is a link to a folder, and is not read",
                            "what a workspace says is written in its own folders, which a release records",
                            "put the folder itself in its place, or links to each of its files within the workspace");
                } else if (Files.isDirectory(entry)) {
                    collect(entry, ending, found);
                } else if (entry.getFileName().toString().endsWith(ending)) {
                    found.put(relative(entry), entry);
                }
            }
        } catch (IOException unreadable) {
            problems.add(
                    Code.MISSING_FILE,
                    Place.of(relative(folder)),
                    "the folder '" + relative(folder) + "' cannot be listed",
                    reason(unreadable),
                    "make it readable");
        }
    }

    private String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /** Reads an object from YAML; a file that is none is among the problems. */
    public Optional<Document> document(String path) {
        Optional<Text> text = text(path);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<YamlNode> node = YamlReader.read(text.get().text(), path, problems);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        unfolded(node.get(), "", text.get().text().split("\n", -1));
        if (node.get() instanceof YamlMap map) {
            return Optional.of(new Document(text.get().file(), map));
        }
        problems.add(
                Code.INVALID_VALUE,
                node.get().place(),
                "the file is " + node.get().describe(),
                "it has to be an object",
                "write 'key: value' lines");
        return Optional.empty();
    }

    /** Whether a file holds more than comments. */
    public boolean saysAnything(String path) {
        return text(path)
                .filter(text -> text.text()
                        .lines()
                        .anyMatch(line -> !line.isBlank() && !line.strip().startsWith("#")))
                .isPresent();
    }

    /** Reads UTF-8; a file that is not is among the problems. */
    public Optional<Text> text(String path) {
        String edited = edits.get(path);
        if (edited != null) {
            return decode(path, edited.getBytes(StandardCharsets.UTF_8));
        }
        if (disk == Disk.LEFT_OUT) {
            problems.add(
                    Code.MISSING_FILE,
                    Place.of(path),
                    "'" + path + "' is not among the files that were recorded",
                    "another of them names it",
                    "name it no longer, or record it");
            return Optional.empty();
        }
        if (!isInside(path)) {
            problems.add(
                    Code.INVALID_VALUE,
                    Place.of(path),
                    "'" + path + "' lies outside of the workspace, or is no regular file",
                    "what a workspace says is written in its own files, which a release records",
                    "bring the file into the workspace");
            return Optional.empty();
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(root.resolve(path))) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (IOException unreadable) {
            problems.add(
                    Code.MISSING_FILE,
                    Place.of(path),
                    "'" + path + "' cannot be read",
                    reason(unreadable),
                    "make it a readable file");
            return Optional.empty();
        }
        if (bytes.length > LARGEST) {
            problems.add(
                    Code.SYNTAX,
                    Place.of(path),
                    "'" + path + "' is larger than 4 MiB",
                    "files that people write are smaller",
                    "split it, or see whether it is the right file");
            return Optional.empty();
        }
        return decode(path, bytes);
    }

    /** Whether a path leads to a regular file of the workspace, or to none; links are followed. */
    private boolean isInside(String path) {
        Path file = root.resolve(path);
        try {
            return !Files.exists(file)
                    ? file.normalize().startsWith(root.normalize())
                    : Files.isRegularFile(file) && file.toRealPath().startsWith(root.toRealPath());
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Optional<Text> decode(String path, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(in, text, true);
        text.flip();
        if (result.isError()) {
            String before = text.toString();
            int line = 1
                    + (int) before.chars()
                            .filter(character -> character == '\n')
                            .count();
            problems.add(
                    Code.SYNTAX,
                    new Place(path, line, before.length() - before.lastIndexOf('\n')),
                    "'" + path + "' is not UTF-8",
                    "the byte 0x" + Integer.toHexString(bytes[in.position()] & 0xff) + " begins no character",
                    "save the file as UTF-8");
            return Optional.empty();
        }
        String plain = text.toString();
        persons(path, plain);
        return Optional.of(new Text(
                new HashedFile(path, Sha256.hex(bytes)), plain.startsWith("\uFEFF") ? plain.substring(1) : plain));
    }

    /** A value that its lines do not show as it is read: with escapes, folded, over several lines. */
    private void unfolded(YamlNode node, String key, String[] lines) {
        if (node instanceof YamlMap map) {
            map.entries().forEach((name, entry) -> unfolded(entry.value(), name, lines));
        } else if (node instanceof YamlList list) {
            list.items().forEach(item -> unfolded(item, key, lines));
        } else if (node instanceof YamlScalar scalar) {
            int first = Math.max(scalar.place().line() - 1, 0);
            int last = (int)
                    Math.min(lines.length, first + 2 + scalar.text().lines().count());
            boolean isSeen = first < last && lines[first].contains(scalar.text());
            if (!isSeen
                    && IntStream.range(first, last)
                            .allMatch(i -> personal.inLine(lines[i]).isEmpty())) {
                person(key + ": " + scalar.text().replace('\n', ' '), scalar.place());
            }
        }
    }

    private void persons(String path, String text) {
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            person(line, new Place(path, number, 1));
        }
    }

    private void person(String text, Place place) {
        personal.inLine(text)
                .ifPresent(what -> problems.add(
                        Code.INVALID_VALUE,
                        place,
                        "the line holds " + what,
                        "files that describe data go where the data may not, and stay in their history",
                        "write a made-up one that cannot be right, or none; whom to ask stands under team or support,"
                                + " and a threshold behind < or >"));
    }

    private static String reason(IOException exception) {
        return exception instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : "the system says " + exception.getClass().getSimpleName();
    }
}
