package dev.weir.jobs.engine.scope;

import dev.weir.jobs.plan.interval.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is asked of a run.
 *
 * @param again whether a release is made though nothing has changed
 * @param repairs the number of the release that this one repairs
 * @param anew whose rows are made anew
 * @param extent how much of each table is made
 * @param demand what its queries have to be
 * @param verb which command asks
 * @param late whether other intervals are looked at for files that came late
 */
public record RunRequest(
        UnchangedPolicy again,
        Optional<Long> repairs,
        Anew anew,
        Extent extent,
        ReproducibilityDemand demand,
        Verb verb,
        Late late) {

    /**
     * Whose rows are made anew, though they were released.
     *
     * @param interval in tables that are loaded by intervals, those of this one
     * @param files in tables that read new files alone, those of these, which are read as they are now
     */
    public record Anew(Optional<Interval> interval, List<String> files) {

        public static final Anew NONE = new Anew(Optional.empty(), List.of());

        public Anew {
            files = List.copyOf(files);
        }
    }

    /** Whether other intervals are looked at for files that came late. */
    public enum Late {
        LOOKED_FOR,
        /** The run is one of many, after which they are looked for once. */
        PASSED_OVER
    }

    /** How much of each table is made. */
    public enum Extent {
        /** By its load: on top of the last release's rows, where it is not replaced. */
        LOAD,
        /** All of it, from all sources, whatever its load. */
        FULL,
        /** Its first rows, from all sources. */
        SAMPLE
    }

    public RunRequest {
        if (extent != Extent.LOAD && !anew.equals(Anew.NONE)) {
            throw new IllegalArgumentException("Only a run by the tables' loads has an interval, or replaces files");
        }
    }

    /** The interval whose rows are made anew, in tables that are loaded by intervals. */
    public Optional<Interval> interval() {
        return anew.interval();
    }

    /** Paths of files that tables were made of, and that are read once more as they are now. */
    public List<String> replaced() {
        return anew.files();
    }

    /** A run that makes a release when something has changed. */
    public static RunRequest usual() {
        return new RunRequest(
                UnchangedPolicy.WHEN_CHANGED,
                Optional.empty(),
                Anew.NONE,
                Extent.LOAD,
                ReproducibilityDemand.NONE,
                Verb.RUN,
                Late.LOOKED_FOR);
    }

    /** The same as one of many. */
    public RunRequest ofMany() {
        return new RunRequest(again, repairs, anew, extent, demand, verb, Late.PASSED_OVER);
    }

    /** The same, whether something has changed or not. */
    public RunRequest again(UnchangedPolicy other) {
        return new RunRequest(other, repairs, anew, extent, demand, verb, late);
    }

    /** The same as a repair of a release: one is made in any case. */
    public RunRequest repairing(long release) {
        return new RunRequest(UnchangedPolicy.ALWAYS, Optional.of(release), anew, extent, demand, verb, late);
    }

    /** The same for an interval. */
    public RunRequest over(Interval other) {
        return new RunRequest(again, repairs, new Anew(Optional.of(other), anew.files()), extent, demand, verb, late);
    }

    /** The same for no interval. */
    public RunRequest overAll() {
        return new RunRequest(again, repairs, new Anew(Optional.empty(), anew.files()), extent, demand, verb, late);
    }

    /** The same with every table made whole. */
    public RunRequest inFull() {
        return new RunRequest(again, repairs, Anew.NONE, Extent.FULL, demand, verb, late);
    }

    /** The same for the first rows of each table. */
    public RunRequest ofSample() {
        return new RunRequest(again, repairs, Anew.NONE, Extent.SAMPLE, demand, verb, late);
    }

    /** The same, with queries of which that is demanded. */
    public RunRequest demanding(ReproducibilityDemand other) {
        return new RunRequest(again, repairs, anew, extent, other, verb, late);
    }

    /** The same, asked by another command. */
    public RunRequest by(Verb other) {
        return new RunRequest(again, repairs, anew, extent, demand, other, late);
    }

    /**
     * The same with files read once more, as they are now.
     *
     * @param files their paths, as manifests have them
     */
    public RunRequest replacing(List<String> files) {
        return new RunRequest(again, repairs, new Anew(anew.interval(), files), extent, demand, verb, late);
    }

    /** What is asked, for lineage: only what differs from the usual, and no path of a file, which may hold a date of the rows. */
    public NavigableMap<String, String> parameters() {
        NavigableMap<String, String> asked = new TreeMap<>();
        asked.put("command", verb.name().toLowerCase(Locale.ROOT));
        interval().ifPresent(of -> asked.put("interval", of.toString()));
        repairs.ifPresent(release -> asked.put("repairs", release.toString()));
        if (extent != Extent.LOAD) {
            asked.put("extent", extent.name().toLowerCase(Locale.ROOT));
        }
        if (again == UnchangedPolicy.ALWAYS) {
            asked.put("again", "true");
        }
        if (!replaced().isEmpty()) {
            asked.put("replaced-files", Integer.toString(replaced().size()));
        }
        return asked;
    }

    /** What to type for such a run after {@code weir run PRODUCT}; empty where that is all. */
    public String options() {
        List<String> options = new ArrayList<>();
        interval().ifPresent(asked -> options.add("--interval " + asked));
        replaced().forEach(file -> options.add("--replace '" + file + "'"));
        return extent == Extent.FULL ? "--full" : String.join(" ", options);
    }
}
