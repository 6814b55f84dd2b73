package dev.weir.jobs.engine.source;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.engine.read.SourceSurvey;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.plan.interval.Interval;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/** Which intervals have files that are not what each of them was made of. A file of several is hashed once. */
final class ChangedIntervals {

    private final Set<Interval> changed = new HashSet<>();

    /** Files of another size or time than they had, with the hash that each interval was made of. */
    private final Map<SourceFile, Map<Interval, String>> touched = new LinkedHashMap<>();

    /** @param known the files that the interval was made of, by path */
    void compare(Interval interval, List<SourceFile> files, Map<String, SourceCount.SourceFile> known) {
        for (SourceFile file : files) {
            SourceCount.SourceFile before = known.get(file.name());
            if (before == null) {
                changed.add(interval);
            } else if (!SourceInputs.looksLike(file, before)) {
                touched.computeIfAbsent(file, each -> new LinkedHashMap<>()).put(interval, before.sha256());
            }
        }
    }

    Set<Interval> list(SparkSession spark) {
        List<SourceFile> files = List.copyOf(touched.keySet());
        List<String> hashes = SourceSurvey.hashes(spark, files);
        Set<Interval> all = new HashSet<>(changed);
        for (int i = 0; i < files.size(); i++) {
            String hash = hashes.get(i);
            requireNonNull(touched.get(files.get(i))).forEach((interval, before) -> {
                if (!before.equals(hash)) {
                    all.add(interval);
                }
            });
        }
        return all;
    }
}
