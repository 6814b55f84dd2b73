package dev.weir.catalogue.fair;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.catalogue.Licence;
import dev.weir.contracts.release.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Metadata Quality Assessment of data.europa.eu, of 405 points, for a release as its DCAT-AP description has it. There are two sums:
 * what the description has as it is written, and what it has once a server answers at the base of its IRIs. A portal measures the second;
 * Weir asks no server, so those points are a promise.
 *
 * @param indicators in the portal's order
 */
public record Mqa(List<Indicator> indicators) {

    /** All points there are. */
    public static final int MOST = 405;

    private static final int EXCELLENT = 351;
    private static final int GOOD = 221;
    private static final int SUFFICIENT = 121;

    public Mqa {
        indicators = List.copyOf(indicators);
    }

    /**
     * One thing that the portal counts.
     *
     * @param dimension such as {@code findability}
     * @param property by DCAT's name
     * @param points that it gives
     * @param isServed whether it is counted only where a server answers
     * @param lacks why it gives none; empty where it gives them
     */
    public record Indicator(
            String dimension, String property, int points, boolean isServed, Optional<Gap.Cause> lacks) {}

    /** Points of the description as it is written: nothing is asked of a server. */
    public int asWritten() {
        return sum(false);
    }

    /** Points once a server answers at the base. */
    public int asServed() {
        return sum(true);
    }

    private int sum(boolean served) {
        return indicators.stream()
                .filter(each -> each.lacks().isEmpty() && (served || !each.isServed()))
                .mapToInt(Indicator::points)
                .sum();
    }

    /** The most that people can reach for such data: without what it cannot have. */
    public int reachable() {
        return indicators.stream()
                .filter(each -> each.lacks().isEmpty()
                        || each.lacks().get() instanceof Gap.Unwritten
                        || each.lacks().get() instanceof Gap.NoAddress)
                .mapToInt(Indicator::points)
                .sum();
    }

    /** The portal's word for so many points. */
    public static String rating(int points) {
        return points >= EXCELLENT
                ? "Excellent"
                : points >= GOOD ? "Good" : points >= SUFFICIENT ? "Sufficient" : "Bad";
    }

    /** Of a release. */
    public static Mqa of(CatalogueEntry entry) {
        Manifest manifest = entry.manifest();
        List<Indicator> all = new ArrayList<>();
        Count findable = new Count(all, manifest, "findability");
        findable.fact("dcat:keyword", 30, Fact.KEYWORDS);
        findable.fact("dcat:theme", 30, Fact.THEMES);
        findable.fact("dct:spatial", 20, Fact.PLACES);
        findable.fact("dct:temporal", 20, Fact.PERIOD);

        Optional<Gap.Cause> noTable =
                manifest.tables().isEmpty() ? notMeasured("The release has no table") : Optional.empty();
        Optional<Gap.Cause> noServer = entry.base().isAddress() ? noTable : Optional.of(new Gap.NoAddress());
        Optional<Gap.Cause> noDownload = manifest.about().audience().equals("public")
                ? notMeasured("Weir names no file to download: 'weir export' makes a copy to serve")
                : Optional.of(new Gap.NotPublic());
        Count accessible = new Count(all, manifest, "accessibility");
        accessible.add("dcat:accessURL answers", 50, true, noServer);
        accessible.add("dcat:downloadURL", 20, false, noDownload);
        accessible.add("dcat:downloadURL answers", 30, true, noDownload);

        Count interoperable = new Count(all, manifest, "interoperability");
        interoperable.add("dct:format", 20, false, noTable);
        interoperable.add("dcat:mediaType", 10, false, noTable);
        interoperable.add("format and media type of the vocabularies", 10, false, noTable);
        interoperable.add("a format that no company owns", 20, false, noTable);
        interoperable.add(
                "a format of the portal's list of machine-readable ones",
                20,
                false,
                notMeasured("The portal's list has no Parquet"));
        interoperable.add("DCAT-AP", 30, false, Optional.empty());

        Count reusable = new Count(all, manifest, "reusability");
        reusable.fact("dct:license", 20, Fact.LICENCE);
        reusable.add("dct:license of the vocabulary", 10, false, licence(manifest));
        reusable.add("dct:accessRights", 10, false, Optional.empty());
        reusable.add("dct:accessRights of the vocabulary", 5, false, Optional.empty());
        reusable.fact("dcat:contactPoint", 20, Fact.CONTACT);
        reusable.fact("dct:publisher", 10, Fact.PUBLISHER);

        Count contextual = new Count(all, manifest, "contextuality");
        contextual.fact("dct:rights", 5, Fact.ACCESS);
        contextual.add("dcat:byteSize", 5, false, noTable);
        contextual.add("dct:issued", 5, false, Optional.empty());
        contextual.add("dct:modified", 5, false, Optional.empty());
        return new Mqa(all);
    }

    private static Optional<Gap.Cause> licence(Manifest manifest) {
        Optional<String> written = manifest.about().catalogue().terms().licence();
        return written.isEmpty()
                ? Fact.LICENCE.lacking(manifest)
                : written.flatMap(Licence::of).flatMap(Licence::authority).isPresent()
                        ? Optional.empty()
                        : notMeasured("The EU's vocabulary does not have this licence");
    }

    private static Optional<Gap.Cause> notMeasured(String why) {
        return Optional.of(new Gap.NotMeasured(why));
    }

    /** The indicators of one dimension. */
    private record Count(List<Indicator> all, Manifest manifest, String dimension) {

        void fact(String property, int points, Fact fact) {
            add(property, points, false, fact.lacking(manifest));
        }

        void add(String property, int points, boolean isServed, Optional<Gap.Cause> lacks) {
            all.add(new Indicator(dimension, property, points, isServed, lacks));
        }
    }
}
