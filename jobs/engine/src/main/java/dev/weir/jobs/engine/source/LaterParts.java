package dev.weir.jobs.engine.source;

import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.interval.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Parts of a longer interval that were released after it. A file that is of such parts alone, and that each of them has read as it
 * is now, is late for none: where a month was released on its tenth day, the runs of its later days take their files.
 */
final class LaterParts {

    private final SourceInputs inputs;
    private final SourceRead read;
    private final List<Part> parts = new ArrayList<>();

    LaterParts(SourceInputs inputs, SourceRead read) {
        this.inputs = inputs;
        this.read = read;
    }

    /**
     * A part.
     *
     * @param names of the files that it has by their paths
     * @param known what it was made of, by path; empty where it is about to read them
     */
    private record Part(Interval interval, Set<String> names, Optional<Map<String, SourceCount.SourceFile>> known) {

        boolean hasRead(SourceFile file) {
            if (!names.contains(file.name()) || known.isEmpty()) {
                return true;
            }
            SourceCount.SourceFile before = known.get().get(file.name());
            return before != null && SourceInputs.looksLike(file, before);
        }
    }

    /** Adds one whose run reads its files now. */
    void isRead(Interval interval) {
        parts.add(new Part(interval, names(inputs.files(read, interval)), Optional.empty()));
    }

    /** Adds the next that was released, the newest first: those to come were released before it. */
    void add(Interval interval, List<SourceFile> files, Map<String, SourceCount.SourceFile> known) {
        parts.add(new Part(interval, names(files), Optional.of(known)));
    }

    /** Those of an interval's files that these parts have not taken. */
    List<SourceFile> without(List<SourceFile> files, Interval interval) {
        List<Part> within = parts.stream()
                .filter(part -> interval.contains(part.interval()))
                .sorted(Comparator.comparing(part -> part.interval().from()))
                .toList();
        if (within.isEmpty()) {
            return files;
        }
        Set<String> besides = besides(interval, within);
        return files.stream()
                .filter(file ->
                        besides.contains(file.name()) || !within.stream().allMatch(part -> part.hasRead(file)))
                .toList();
    }

    /** The files of what the parts leave of an interval. */
    private Set<String> besides(Interval interval, List<Part> within) {
        Set<String> names = new HashSet<>();
        Instant from = interval.from();
        for (Part part : within) {
            if (from.isBefore(part.interval().from())) {
                Interval gap = new Interval(from, part.interval().from(), interval.zone());
                names.addAll(names(inputs.files(read, gap)));
            }
            if (from.isBefore(part.interval().to())) {
                from = part.interval().to();
            }
        }
        if (from.isBefore(interval.to())) {
            names.addAll(names(inputs.files(read, new Interval(from, interval.to(), interval.zone()))));
        }
        return names;
    }

    private static Set<String> names(List<SourceFile> files) {
        return files.stream().map(SourceFile::name).collect(Collectors.toSet());
    }
}
