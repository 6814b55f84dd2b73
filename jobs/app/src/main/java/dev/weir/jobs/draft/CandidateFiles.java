package dev.weir.jobs.draft;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.base.PersonalText;
import dev.weir.contracts.settings.OwnPlaces;
import dev.weir.jobs.draft.DraftResult.LeftOut;
import dev.weir.privacy.detect.AuthoredTextScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Of the files that a command names, those that may be sources, by where they lie and what they are called.
 *
 * @param files sorted
 * @param leftOut the others, with what is to be done about each
 */
record CandidateFiles(List<Path> files, List<LeftOut> leftOut) {

    private static final PersonalText NAMES = new AuthoredTextScan();

    CandidateFiles {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    /** Those of a workspace. */
    static CandidateFiles of(Workspace workspace, Path root, RequestedFiles asked) {
        List<LeftOut> leftOut = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        Map<String, Integer> own = new TreeMap<>();
        OwnPlaces places = OwnPlaces.of(root, workspace.profile());
        List<Path> roots = Stream.concat(Stream.of(root), workspace.profile().sourceFolders(root).stream())
                .toList();
        for (Path file : asked.files()) {
            String name = file.startsWith(root) ? root.relativize(file).toString() : file.toString();
            String first = name.replaceFirst("/.*", "");
            String personal = NAMES.inLine(name).orElse("");
            if (places.hold(file)) {
                own.merge(file.startsWith(root) ? first : "elsewhere", 1, Integer::sum);
            } else if (!personal.isEmpty()) {
                leftOut.add(new LeftOut(
                        nameless(name, personal),
                        "is not read, since contracts and pages show the names of files: rename it"));
            } else if (!SourceGroup.isPlain(name)) {
                leftOut.add(new LeftOut(
                        name,
                        "has a wildcard, a comma, a colon, a line break or another control character in its name, which"
                                + " patterns cannot write"));
            } else if (leadsAway(file, roots)) {
                leftOut.add(new LeftOut(
                        name,
                        "is a link, or lies in one, that leads out of the workspace and of the folders of sources:"
                                + " bring the file here, or name its folder in 'sources.roots' of the profile"));
            } else {
                files.add(file);
            }
        }
        leftOut.addAll(passedOver(own, asked.hidden()));
        return new CandidateFiles(files, leftOut);
    }

    /** The folders of a name as far as they have nothing of a person's. */
    private static String nameless(String name, String personal) {
        int end = name.lastIndexOf('/');
        String folder = end < 0 ? "" : name.substring(0, end + 1);
        return (NAMES.inLine(folder).isEmpty() ? folder : "") + "(a name that has " + personal + ")";
    }

    /** Whether a file lies in one of some folders by its path, and in none of them in truth. */
    private static boolean leadsAway(Path file, List<Path> roots) {
        return roots.stream().anyMatch(file::startsWith)
                && roots.stream().noneMatch(root -> real(file).startsWith(real(root)));
    }

    /** As it is written where it cannot be followed: its reader says what is wrong with it. */
    private static Path real(Path path) {
        try {
            return Files.exists(path) ? path.toRealPath() : path;
        } catch (IOException e) {
            return path;
        }
    }

    /** A line for the workspace's own files, and one for hidden ones. */
    private static List<LeftOut> passedOver(Map<String, Integer> own, int hidden) {
        List<LeftOut> lines = new ArrayList<>();
        int owned = own.values().stream().mapToInt(Integer::intValue).sum();
        if (owned > 0) {
            lines.add(new LeftOut(
                    owned + (owned == 1 ? " file" : " files") + " of the workspace's own",
                    (owned == 1 ? "is" : "are") + " passed over (" + String.join(", ", own.keySet())
                            + "): move elsewhere what is data"));
        }
        if (hidden > 0) {
            lines.add(new LeftOut(
                    hidden + (hidden == 1 ? " hidden file" : " hidden files"),
                    (hidden == 1 ? "is" : "are")
                            + " passed over, since a run reads no file and no folder whose name begins"
                            + " with '_', '.' or '~': rename what is data"));
        }
        return lines;
    }
}
