package dev.weir.contracts.release;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How a product has fared over its releases.
 *
 * @param points one for each release, the oldest first
 */
public record QualityTrend(List<Point> points) {

    public QualityTrend {
        points = List.copyOf(points);
    }

    /** Of these releases, the oldest first. */
    public static QualityTrend of(List<Manifest> releases) {
        return new QualityTrend(releases.stream().map(Point::of).toList());
    }

    /**
     * A release.
     *
     * @param release its number
     * @param ended when its run ended
     * @param score of 100; empty when nothing was judged
     * @param quarantined rows of its tables that did not get in
     * @param unreadable records of its sources that did not get in
     */
    public record Point(long release, Instant ended, OptionalDouble score, long quarantined, long unreadable) {

        /** What a release has to say; the score by today's formula, so that all points can be compared. */
        public static Point of(Manifest manifest) {
            RunRecord record = manifest.record();
            return new Point(
                    manifest.number(),
                    record.run().ended(),
                    record.score().points(),
                    record.quarantined(),
                    record.unreadable());
        }

        /** Rows and records that are outside. */
        public long outside() {
            return quarantined + unreadable;
        }
    }
}
