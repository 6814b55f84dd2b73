package dev.weir.catalogue.fair;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.DescribedProduct;
import dev.weir.catalogue.Downloads;
import dev.weir.catalogue.Fact;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.CatalogueExports;
import dev.weir.contracts.FairLevel;
import dev.weir.contracts.catalogue.CatalogueBase;
import dev.weir.contracts.catalogue.Licence;
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
    public static final int MOST = FairLevel.MOST;

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
            String dimension, String property, int points, boolean isServed, Optional<Gap.Cause> lacks) {

        /** Whether people can bring it, where it is missing. */
        boolean isMendable() {
            return lacks.filter(cause -> cause instanceof Gap.Unwritten || cause instanceof Gap.NoAddress)
                    .isPresent();
        }
    }

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
        return reachable(true);
    }

    /** The most that people can reach without a server. */
    int writable() {
        return reachable(false);
    }

    private int reachable(boolean served) {
        return indicators.stream()
                .filter(each -> each.lacks().isEmpty() || each.isMendable())
                .filter(each -> served || !each.isServed())
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
        return of(
                DescribedProduct.of(entry.manifest()),
                entry.base(),
                Downloads.of(entry).lacks());
    }

    /** Of a product as it would be released now. */
    public static Mqa of(DescribedProduct product, CatalogueExports exports) {
        return of(product, exports.base(), Downloads.lacking(product, exports));
    }

    private static Mqa of(DescribedProduct product, CatalogueBase base, Optional<Gap.Cause> noDownload) {
        List<Indicator> all = new ArrayList<>();
        Count findable = new Count(all, product, "findability");
        findable.fact("dcat:keyword", 30, Fact.KEYWORDS);
        findable.fact("dcat:theme", 30, Fact.THEMES);
        findable.fact("dct:spatial", 20, Fact.PLACES);
        findable.fact("dct:temporal", 20, Fact.PERIOD);

        Optional<Gap.Cause> noTable = product.hasTable() ? Optional.empty() : notMeasured("The release has no table");
        Optional<Gap.Cause> noServer = base.isAddress() ? noTable : Optional.of(Gap.NoAddress.BASE);
        Count accessible = new Count(all, product, "accessibility");
        accessible.add("dcat:accessURL answers", 50, true, noServer);
        accessible.add("dcat:downloadURL", 20, false, noDownload);
        accessible.add("dcat:downloadURL answers", 30, true, noDownload);

        Count interoperable = new Count(all, product, "interoperability");
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

        Count reusable = new Count(all, product, "reusability");
        reusable.fact("dct:license", 20, Fact.LICENCE);
        reusable.add("dct:license of the vocabulary", 10, false, licence(product));
        reusable.add("dct:accessRights", 10, false, Optional.empty());
        reusable.add("dct:accessRights of the vocabulary", 5, false, Optional.empty());
        reusable.fact("dcat:contactPoint", 20, Fact.CONTACT);
        reusable.fact("dct:publisher", 10, Fact.PUBLISHER);

        Count contextual = new Count(all, product, "contextuality");
        contextual.fact("dct:rights", 5, Fact.ACCESS);
        contextual.add("dcat:byteSize", 5, false, noTable);
        contextual.add("dct:issued", 5, false, Optional.empty());
        contextual.add("dct:modified", 5, false, Optional.empty());
        return new Mqa(all);
    }

    private static Optional<Gap.Cause> licence(DescribedProduct product) {
        Optional<String> written = product.about().catalogue().terms().licence();
        return written.isEmpty()
                ? Fact.LICENCE.lacking(product)
                : written.flatMap(Licence::of).flatMap(Licence::authority).isPresent()
                        ? Optional.empty()
                        : notMeasured("The EU's vocabulary does not have this licence");
    }

    private static Optional<Gap.Cause> notMeasured(String why) {
        return Optional.of(new Gap.NotMeasured(why));
    }

    /** The indicators of one dimension. */
    private record Count(List<Indicator> all, DescribedProduct product, String dimension) {

        void fact(String property, int points, Fact fact) {
            add(property, points, false, fact.lacking(product));
        }

        void add(String property, int points, boolean isServed, Optional<Gap.Cause> lacks) {
            all.add(new Indicator(dimension, property, points, isServed, lacks));
        }
    }
}
