package dev.weir.jobs.engine.source;

import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.base.PersonalText;
import dev.weir.contracts.settings.ObjectAddress;
import dev.weir.contracts.settings.OwnPlaces;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.interval.SourcePath;
import dev.weir.privacy.detect.AuthoredTextScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.fs.Path;

/**
 * Files and folders that lie in one folder with files of a source, and that no contract of the workspace reads. The next month's
 * file may be among them, under a name that no pattern expects. Names that begin with {@code _}, {@code .} or {@code ~} are
 * left out, as those of {@link SourceFiles} are.
 */
public final class UnreadFiles {

    private static final PersonalText NAMES = new AuthoredTextScan();
    private static final int MOST_NAMED = 3;

    private final WeirSession session;
    private final Path root;
    private final OwnPlaces own;
    private final List<List<GlobPattern>> read = new ArrayList<>();

    private UnreadFiles(WeirSession session) throws IOException {
        this.session = session;
        this.own = OwnPlaces.of(session.workspace().root(), session.workspace().profile());
        // a folder's URI ends in a slash, which a path of text loses
        this.root = new Path(session.workspace().root().toUri().toString());
        for (String pattern : patterns(sources(session.workspace()))) {
            read.add(parts(new Path(pattern)).stream().map(GlobPattern::new).toList());
        }
    }

    /**
     * Those beside the sources of a plan.
     *
     * @return each once, sorted; folders end in {@code /}
     */
    public static List<String> ofPlan(WeirSession session, List<SourceRead> reads) {
        return found(
                session,
                reads.stream()
                        .filter(read -> read.source().where() instanceof Source.InFiles)
                        .map(SourceRead::path)
                        .toList());
    }

    /** Those beside all sources of the workspace, in the same form. */
    public static List<String> ofWorkspace(WeirSession session) {
        return found(session, sources(session.workspace()));
    }

    private static List<String> found(WeirSession session, List<SourcePath> sources) {
        Set<String> unread = new TreeSet<>();
        try {
            UnreadFiles look = new UnreadFiles(session);
            Set<Path> folders = new LinkedHashSet<>();
            for (String pattern : look.patterns(sources)) {
                folders.add(new Path(pattern).getParent());
            }
            for (Path folder : folders) {
                look.in(folder, unread);
            }
        } catch (IOException | IllegalArgumentException e) {
            // Hadoop names no file with a colon; the survey of the sources meets it as well where it is in its way
            unread.add("(not everything beside the sources could be listed: "
                    + e.getClass().getSimpleName() + ")");
        }
        return List.copyOf(unread);
    }

    /** For people, a sentence for each folder, without a full stop. */
    public static List<String> sentences(List<String> unread) {
        Map<String, List<String>> folders = new TreeMap<>();
        for (String name : unread) {
            int end = name.lastIndexOf('/', name.length() - 2);
            folders.computeIfAbsent(end < 0 ? "the workspace" : name.substring(0, end), first -> new ArrayList<>())
                    .add(name.substring(end + 1));
        }
        List<String> sentences = new ArrayList<>();
        folders.forEach(
                (folder, names) -> sentences.add("in " + folder + ", no contract reads " + String.join(", ", names)));
        return sentences;
    }

    /** The first of them at the end of a line, such as {@code ; no contract reads raw/july.csv and 2 more}; empty where there are none. */
    public static String clause(List<String> unread) {
        int named = unread.size() > MOST_NAMED + 1 ? MOST_NAMED : unread.size();
        return unread.isEmpty()
                ? ""
                : "; no contract reads " + String.join(", ", unread.subList(0, named))
                        + (named < unread.size() ? " and " + (unread.size() - named) + " more" : "");
    }

    private static List<SourcePath> sources(Workspace workspace) {
        List<SourcePath> paths = new ArrayList<>();
        for (Source source : workspace.sources()) {
            if (source.where() instanceof Source.InFiles) {
                for (Table table : source.contract().tables()) {
                    paths.add(SourcePath.of(source, table));
                }
            }
        }
        return paths;
    }

    /** Whole paths with Hadoop's wildcards, of which none stands for more than a name. */
    private List<String> patterns(List<SourcePath> sources) throws IOException {
        List<String> patterns = new ArrayList<>();
        for (SourcePath source : sources) {
            patterns.addAll(GlobExpander.expand(source.isElsewhere() ? source.every() : root + "/" + source.every()));
        }
        return patterns;
    }

    private void in(Path folder, Set<String> unread) throws IOException {
        FileSystem files = folder.getFileSystem(session.hadoop());
        FileStatus[] found = files.globStatus(folder);
        for (FileStatus each : found == null ? new FileStatus[0] : found) {
            boolean isRoot = plain(each.getPath()).equals(plain(root));
            for (FileStatus entry : each.isDirectory() ? files.listStatus(each.getPath()) : new FileStatus[0]) {
                String name = entry.getPath().getName();
                boolean isOwn = (isRoot && entry.isDirectory()) || isOwn(entry.getPath());
                if (SourceFiles.isVisible(name) && !isOwn && !isRead(entry)) {
                    unread.add(shown(entry));
                }
            }
        }
    }

    private boolean isOwn(Path path) {
        String plain = plain(path);
        return plain.contains("://")
                ? ObjectAddress.of(plain).filter(own::hold).isPresent()
                : own.hold(java.nio.file.Path.of(plain));
    }

    /** A folder that matches stands for the files in it and below; one that a pattern leads through may have them. */
    private boolean isRead(FileStatus entry) {
        List<String> parts = parts(entry.getPath());
        for (List<GlobPattern> pattern : read) {
            int compared = Math.min(parts.size(), pattern.size());
            boolean matches = entry.isDirectory() || pattern.size() <= parts.size();
            for (int i = 0; matches && i < compared; i++) {
                matches = pattern.get(i).matches(parts.get(i));
            }
            if (matches) {
                return true;
            }
        }
        return false;
    }

    private String shown(FileStatus entry) {
        String path = plain(entry.getPath());
        String below = plain(root) + "/";
        String name = entry.getPath().getName();
        String folder = path.substring(0, path.length() - name.length());
        String person =
                NAMES.inLine(name).map(kind -> "(a name that has " + kind + ")").orElse(name);
        return (folder.startsWith(below) ? folder.substring(below.length()) : folder)
                + person
                + (entry.isDirectory() ? "/" : "");
    }

    /** With the store and its bucket; of this machine's disks the path alone. */
    private static String plain(Path path) {
        return path.toUri().getScheme() == null || path.toUri().getScheme().equals("file")
                ? path.toUri().getPath()
                : path.toString();
    }

    private static List<String> parts(Path path) {
        return Arrays.asList(plain(path).split("/", -1));
    }
}
