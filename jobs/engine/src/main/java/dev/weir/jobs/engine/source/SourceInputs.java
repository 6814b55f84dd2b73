package dev.weir.jobs.engine.source;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Load;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.base.PersonalText;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.engine.read.FormatReaders;
import dev.weir.jobs.engine.read.SourceSurvey;
import dev.weir.jobs.engine.read.SurveyedSource;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.file.SourceRoots;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.jobs.plan.interval.SourcePath;
import dev.weir.jobs.plan.interval.Window;
import dev.weir.privacy.detect.AuthoredTextScan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/** Finds a plan's source files and surveys them. */
public final class SourceInputs {

    private static final PersonalText NAMES = new AuthoredTextScan();

    private final FormatReaders readers = FormatReaders.installed();
    private final WeirSession session;
    private final Workspace workspace;
    private final BiPredicate<String, String> wanted;
    private final ReleaseInputs releases;
    private final Optional<SourceDigests> digests;

    /** To look which files lie there, and no further. */
    public SourceInputs(WeirSession session) {
        this(session, Optional.empty(), (source, file) -> true, ReleaseInputs.named(session));
    }

    /**
     * Of all files that lie there, and the releases that contracts name.
     *
     * @param digests by which files are known again
     */
    public SourceInputs(WeirSession session, SourceDigests digests) {
        this(session, Optional.of(digests), (source, file) -> true, ReleaseInputs.named(session));
    }

    /**
     * @param digests by which files are known again
     * @param wanted whether a source's file is read, by the source's name and the file's
     * @param releases which releases are read
     */
    public SourceInputs(
            WeirSession session, SourceDigests digests, BiPredicate<String, String> wanted, ReleaseInputs releases) {
        this(session, Optional.of(digests), wanted, releases);
    }

    private SourceInputs(
            WeirSession session,
            Optional<SourceDigests> digests,
            BiPredicate<String, String> wanted,
            ReleaseInputs releases) {
        this.session = session;
        this.digests = digests;
        this.workspace = session.workspace();
        this.wanted = wanted;
        this.releases = releases;
    }

    /**
     * Source tables of a plan with the files that the scope asks for, or with their releases.
     *
     * @throws dev.weir.contracts.ProblemsException with each source that has no file (S001), a file that cannot be read
     *     (S002), or one that has changed since a table was made of it (C016); with each release or table of a database that cannot
     *     be read, as {@link ReleaseInputs#survey} and {@link DatabaseInputs#survey}
     */
    public List<SourceInput> survey(List<SourceRead> reads, RunScope scope) {
        Problems problems = new Problems();
        List<SourceInput> inputs = new ArrayList<>();
        DatabaseInputs databases = new DatabaseInputs(session);
        for (SourceRead read : reads) {
            try {
                if (read.source().release().isPresent()) {
                    inputs.add(releases.survey(read, scope.plan()));
                } else if (read.source().database().isPresent()) {
                    inputs.add(databases.survey(read, scope));
                } else {
                    survey(read, scope, problems).ifPresent(inputs::add);
                }
            } catch (UnreadableSourceException e) {
                problems.add(unreadable(e, read));
            } catch (ProblemsException e) {
                e.problems().forEach(problems::add);
            }
        }
        if (!problems.list().isEmpty()) {
            databases.close();
        }
        problems.throwIfAny();
        return inputs;
    }

    private Optional<SourceInput> survey(SourceRead read, RunScope scope, Problems problems) {
        List<SourceFile> there = files(read.path(), scope.paths(read));
        List<SourceFile> awaited = awaited(read, scope, there);
        List<SourceFile> files = there.stream()
                .filter(file -> !awaited.contains(file) && wanted.test(read.name(), file.name()))
                .toList();
        if (areNamedAfterPeople(read, files, problems)) {
            return Optional.empty();
        }
        requireAsBefore(read, scope, files, problems);
        Map<String, SourceCount.SourceFile> known = scope.known(read);
        if (files.isEmpty() && known.isEmpty() && !isEmptyInterval(read, scope)) {
            problems.add(missing(read, scope));
            return Optional.empty();
        }
        Map<String, SourceCount.SourceFile> gone = new TreeMap<>(known);
        files.forEach(file -> gone.remove(file.name()));
        if (!known.isEmpty()) {
            files = fresh(read, files, known, problems);
        }
        SurveyedSource surveyed =
                readers.of(read.source().files().format()).survey(session.spark(), files, SourceSpecs.of(read));
        renamed(read, scope, surveyed.files(), gone, problems);
        return Optional.of(new SourceInput(
                read,
                surveyed.files().stream().map(this::fact).toList(),
                surveyed,
                Stream.concat(
                                awaited.stream()
                                        .map(file -> file.name() + " is empty: " + read.name()
                                                + " reads it once it has records."),
                                again(read, scope, surveyed.files(), known, gone.keySet()))
                        .toList(),
                List.copyOf(gone.keySet())));
    }

    /** The names of files go into manifests, lineage and reports, where no person's number may stand; nor in this message. */
    private static boolean areNamedAfterPeople(SourceRead read, List<SourceFile> files, Problems problems) {
        Map<String, Long> kinds = files.stream()
                .flatMap(file -> NAMES.inLine(file.name()).stream())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        kinds.forEach((kind, count) -> problems.add(
                Code.UNDECLARED_PERSONAL_DATA,
                read.table().place(),
                "Of the files of '" + read.name() + "', below '"
                        + SourceFiles.plainPart(read.path().location()) + "', " + count
                        + (count == 1 ? " has " : " have ") + kind + " in the name",
                "names of source files stand in the manifest, in lineage, reports and evidence, for ever",
                "rename " + (count == 1 ? "it" : "them") + ", and have the ETL write no person's number into names"));
        return !kinds.isEmpty();
    }

    /** Whether nothing happened in the interval: the contract allows it, and files of others are there. */
    private boolean isEmptyInterval(SourceRead read, RunScope scope) {
        return scope.window(read) == Window.INTERVAL
                && read.table().making() instanceof Table.Files files
                && files.without() == Table.Files.Without.EMPTY
                && !files(read.source(), read.table()).isEmpty();
    }

    /** The files of a source's table, sorted; none where nothing is there, or the table is in a database. */
    public List<SourceFile> files(Source source, Table table) {
        if (source.database().isPresent()) {
            return List.of();
        }
        SourcePath path = SourcePath.of(source, table);
        return files(path, List.of(path.every()));
    }

    /** Those that a run is about, sorted; none where nothing is there. */
    List<SourceFile> files(SourceRead read, RunScope scope) {
        List<SourceFile> there = files(read.path(), scope.paths(read));
        List<SourceFile> awaited = awaited(read, scope, there);
        return there.stream().filter(file -> !awaited.contains(file)).toList();
    }

    /**
     * Empty files beside others that hold the place of later deliveries: they have no header yet, and a run takes them for not there.
     * One that a release was made of had records, and an interval's file is its whole delivery: both are judged as they are.
     */
    private static List<SourceFile> awaited(SourceRead read, RunScope scope, List<SourceFile> there) {
        Set<String> delivered = new HashSet<>(scope.known(read).keySet());
        delivered.addAll(scope.readAgain(read).keySet());
        scope.last().stream()
                .flatMap(last -> last.record().sources().stream())
                .filter(source -> source.table().equals(read.name()))
                .flatMap(source -> source.files().stream())
                .forEach(file -> delivered.add(file.path()));
        List<SourceFile> empty = there.stream()
                .filter(file -> file.bytes() == 0 && !delivered.contains(file.name()))
                .toList();
        boolean isPart = scope.window(read) != Window.INTERVAL && empty.size() < there.size();
        return isPart ? empty : List.of();
    }

    /** Those of an interval, sorted; none where nothing is there. */
    List<SourceFile> files(SourceRead read, Interval interval) {
        return files(read.path(), read.path().of(interval));
    }

    /** Whether a file has the size and the time that it had: then it is taken for the same. */
    static boolean looksLike(SourceFile file, SourceCount.SourceFile before) {
        return before.bytes() == file.bytes() && before.modified().equals(modified(file));
    }

    /** Those of the files that are not what a release was made of, by name. */
    Map<String, SourceFile> since(List<SourceFile> files, Map<String, SourceCount.SourceFile> known) {
        Map<String, SourceFile> since = new TreeMap<>();
        List<SourceFile> touched = new ArrayList<>();
        for (SourceFile file : files) {
            SourceCount.SourceFile before = known.get(file.name());
            if (before == null) {
                since.put(file.name(), file);
            } else if (!looksLike(file, before)) {
                touched.add(file);
            }
        }
        List<String> hashes = SourceSurvey.hashes(session.spark(), touched);
        for (int i = 0; i < touched.size(); i++) {
            SourceFile file = touched.get(i);
            if (!digests()
                    .isOf(hashes.get(i), requireNonNull(known.get(file.name())).digest())) {
                since.put(file.name(), file);
            }
        }
        return since;
    }

    private List<SourceFile> files(SourcePath path, List<String> paths) {
        String location = path.location();
        SourceRoots roots = SourceRoots.of(workspace);
        // Below the workspace, files are named from its root: as people see them. Hadoop takes a text as it is, percent
        // signs included.
        String root = new Path(workspace.root().toUri()).toString();
        boolean elsewhere = path.isElsewhere();
        return SourceFiles.below(
                session.hadoop(),
                elsewhere ? SourceFiles.plainPart(location) : root,
                elsewhere
                        ? paths
                        : paths.stream().map(each -> root + "/" + each).toList(),
                roots);
    }

    /**
     * Those of the files that no table was made of yet.
     *
     * @param known the files that tables were made of, by name
     */
    private List<SourceFile> fresh(
            SourceRead read, List<SourceFile> files, Map<String, SourceCount.SourceFile> known, Problems problems) {
        List<SourceFile> fresh = new ArrayList<>();
        for (SourceFile file : since(files, known).values()) {
            if (known.containsKey(file.name())) {
                problems.add(
                        Code.LOAD,
                        read.table().place(),
                        "'" + file.name() + "' has changed since '" + String.join(", ", read.feeds())
                                + "' was made of it",
                        "its rows are in the table, and are not those that the file has now",
                        "put the file back as it was, or give '--replace " + file.name()
                                + "': its rows go, and it is read as it is now");
            } else {
                fresh.add(file);
            }
        }
        return fresh;
    }

    /**
     * Where rows of some files are replaced, all others that are read again with them have to be as they were. A file that is to
     * be replaced has to be another now, or be gone.
     */
    private void requireAsBefore(SourceRead read, RunScope scope, List<SourceFile> files, Problems problems) {
        Map<String, SourceCount.SourceFile> again = scope.readAgain(read);
        if (again.isEmpty()) {
            return;
        }
        List<SourceFile> there =
                files.stream().filter(file -> again.containsKey(file.name())).toList();
        Set<String> names = there.stream().map(SourceFile::name).collect(Collectors.toSet());
        Set<String> changed = since(there, again).keySet();
        String tables = String.join(", ", read.feeds());
        for (String file : again.keySet()) {
            boolean isSame = names.contains(file) && !changed.contains(file);
            if (scope.replaced().files().contains(file)) {
                if (isSame && scope.request().again() == UnchangedPolicy.WHEN_CHANGED) {
                    problems.add(
                            Code.LOAD,
                            Place.of("--replace"),
                            "'" + file + "' is as it was when '" + tables + "' was made of it",
                            "its rows would be the same again",
                            "deliver the correction first; '--again' makes a release all the same");
                }
            } else if (!isSame) {
                problems.add(
                        Code.LOAD,
                        read.table().place(),
                        "'" + file + "' " + (names.contains(file) ? "has changed" : "is gone") + " since '" + tables
                                + "' was made of it",
                        "it was read after a file that is replaced, or with it, and so it is read again",
                        "bring it back as it was, or name it with '--replace' as well");
            }
        }
    }

    /**
     * Tells the new files that are gone ones under another name: where rows are added, theirs would be there twice. One
     * without rows does no harm.
     */
    private void renamed(
            SourceRead read,
            RunScope scope,
            List<SurveyedFile> fresh,
            Map<String, SourceCount.SourceFile> gone,
            Problems problems) {
        if (gone.isEmpty()
                || read.feeds().stream()
                        .noneMatch(table -> scope.plan().table(table).load() instanceof Load.Incremental)) {
            return;
        }
        Function<String, Optional<String>> known = digests().paths(gone.values());
        for (SurveyedFile file : fresh) {
            String former = known.apply(file.sha256()).orElse("");
            if (!former.isEmpty() && file.hasRecords()) {
                problems.add(
                        Code.LOAD,
                        read.table().place(),
                        "'" + file.file().name() + "' has the bytes of '" + former + "', which '"
                                + String.join(", ", read.feeds()) + "' was made of and which is gone",
                        "a file that has another name now would bring its rows a second time",
                        "give it its name back, or take it away; or give '--replace " + former
                                + "', and the rows that were read under that name go");
            }
        }
    }

    /** Copies of files that are in a table: where rows are added, theirs are there twice, as those of two copies in one run are. */
    private Stream<String> again(
            SourceRead read,
            RunScope scope,
            List<SurveyedFile> fresh,
            Map<String, SourceCount.SourceFile> known,
            Set<String> gone) {
        if (read.feeds().stream().noneMatch(table -> scope.plan().table(table).load() instanceof Load.Incremental)) {
            return Stream.empty();
        }
        Function<String, Optional<String>> there = digests()
                .paths(known.values().stream()
                        .filter(file -> !gone.contains(file.path()))
                        .toList());
        return fresh.stream()
                .filter(SurveyedFile::hasRecords)
                .flatMap(file -> there.apply(file.sha256()).stream()
                        .map(same -> file.file().name() + " has the same bytes as " + same + ", which '"
                                + String.join(", ", read.feeds())
                                + "' was made of: its records are there twice. If it is a copy, take it away and give"
                                + " '--replace " + file.file().name() + "'."));
    }

    private SourceCount.SourceFile fact(SurveyedFile file) {
        return fact(file.file(), file.sha256());
    }

    SourceCount.SourceFile fact(SourceFile file, String sha256) {
        return new SourceCount.SourceFile(
                file.name(), file.bytes(), modified(file), digests().of(sha256));
    }

    private SourceDigests digests() {
        return digests.orElseThrow(() -> new IllegalStateException("Files that are only looked for have no digests"));
    }

    private static String modified(SourceFile file) {
        return Instant.ofEpochMilli(file.modifiedMillis()).toString();
    }

    private static Problem unreadable(UnreadableSourceException failure, SourceRead read) {
        return new Problem(
                Code.SOURCE_UNREADABLE,
                read.table().place(),
                "Source '" + read.name() + "' cannot be read",
                failure.why(),
                failure.remedy());
    }

    private static Problem missing(SourceRead read, RunScope scope) {
        boolean windowed = scope.window(read) == Window.INTERVAL;
        return new Problem(
                Code.SOURCE_MISSING,
                read.table().place(),
                "No file of source '" + read.name() + "' is there"
                        + (windowed ? " for " + scope.request().interval().orElseThrow() : ""),
                "nothing matches '"
                        + (windowed
                                ? read.path().whole()
                                : read.source().files().location())
                        + (windowed ? "' in this interval" : "' with the table's pattern"),
                "see whether the ETL has delivered, or correct the contract's server"
                        + (windowed
                                ? "; where there need not be a file, write 'weirEmpty: allow' on the source's table"
                                : ""));
    }
}
