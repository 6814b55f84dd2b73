package dev.weir.jobs.draft;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the files of a draft: all of them, or none. Each is whole beside its place before the first one is moved there. */
final class DraftFiles {

    private final Path root;

    /** What goes away again if something fails, the newest first. */
    private final Deque<Path> made = new ArrayDeque<>();

    private DraftFiles(Path root) {
        this.root = root;
    }

    /** The text of a file, by its path from the root. */
    static String read(Path root, String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes files that must not be there, but for one.
     *
     * @param texts by their paths from the root
     * @param replaced the one that may be there: it is replaced in one step, when all others are written
     * @throws ProblemsException S003 where one cannot be written, or is there: then none is written
     */
    static void write(Path root, Map<String, String> texts, Optional<String> replaced) {
        new DraftFiles(root).write(texts, replaced);
    }

    private void write(Map<String, String> texts, Optional<String> replaced) {
        String name = "";
        try {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                name = text.getKey();
                Path file = place(name, replaced);
                makeFolders(folder(file));
                Path draft = draft(file);
                made.push(draft);
                Files.writeString(draft, text.getValue(), StandardCharsets.UTF_8);
            }
            for (String each : texts.keySet()) {
                name = each;
                Path file = place(name, replaced);
                if (!replaced.filter(each::equals).isPresent()) {
                    // without leave to replace: what is there is never touched
                    Files.move(draft(file), file);
                    made.push(file);
                }
            }
            if (replaced.isPresent() && texts.containsKey(replaced.get())) {
                name = replaced.get();
                Path file = place(name, replaced);
                keepRights(draft(file), file);
                Files.move(draft(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            List<String> left = undo(e);
            throw ProblemsException.of(
                    Code.NOT_WRITABLE,
                    Place.of(name),
                    "The contract cannot be written",
                    e.getClass().getSimpleName() + ": " + e.getMessage()
                            + (left.isEmpty()
                                    ? "; no file of the draft was left behind"
                                    : "; left behind, since it could not be taken away: " + String.join(", ", left)),
                    "see to the folder's rights, or move what lies there; files that are there are never touched");
        }
    }

    /** Where a file lies: that which is replaced may be a link to it. */
    private Path place(String name, Optional<String> replaced) throws IOException {
        Path file = root.resolve(name);
        return replaced.filter(name::equals).isPresent() ? file.toRealPath() : file;
    }

    private static Path draft(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".draft");
    }

    private static Path folder(Path file) {
        return requireNonNull(file.getParent(), "folder");
    }

    private void makeFolders(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path each = folder; !Files.exists(each); each = folder(each)) {
            missing.push(each);
        }
        for (Path each : missing) {
            Files.createDirectory(each);
            made.push(each);
        }
    }

    private static void keepRights(Path draft, Path file) throws IOException {
        PosixFileAttributeView rights = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        if (rights != null) {
            rights.setPermissions(Files.getPosixFilePermissions(file));
        }
    }

    /** Takes away what was made; answers what could not be. */
    private List<String> undo(IOException failure) {
        List<String> left = new ArrayList<>();
        for (Path each : made) {
            try {
                Files.deleteIfExists(each);
            } catch (IOException e) {
                failure.addSuppressed(e);
                left.add(root.relativize(each).toString());
            }
        }
        return left;
    }
}
