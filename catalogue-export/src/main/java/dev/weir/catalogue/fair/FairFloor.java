package dev.weir.catalogue.fair;

import dev.weir.catalogue.DescribedProduct;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.CatalogueExports;
import dev.weir.contracts.Code;
import dev.weir.contracts.FairLevel;
import dev.weir.contracts.Problem;
import java.util.Optional;
import java.util.stream.Collectors;

/** The level that a product's file asks of its description. Nothing of it depends on rows, so it is judged before any is read. */
public final class FairFloor {

    private FairFloor() {}

    /** That a product would be released below it, with what each missing point asks; empty where it would not. */
    public static Optional<Problem> problem(DescribedProduct product, FairLevel asked, CatalogueExports exports) {
        Mqa mqa = Mqa.of(product, exports);
        if (mqa.asWritten() >= asked.mqa()) {
            return Optional.empty();
        }
        String lost = mqa.indicators().stream()
                .filter(each -> each.isMendable() && !each.isServed())
                .map(each -> each.lacks().map(Gap.Cause::words).orElse("") + " (" + each.points() + ")")
                .collect(Collectors.joining("; "));
        return Optional.of(new Problem(
                Code.NOT_FAIR,
                asked.place(),
                "the description of '" + product.about().id() + "' has " + mqa.asWritten() + " of the " + asked.mqa()
                        + " points of MQA that are asked",
                mqa.writable() >= asked.mqa()
                        ? "some of what portals look for is not written"
                        : "such data can have " + mqa.writable() + " as they are written",
                lost.isEmpty() ? "ask for no more" : "each with its points: " + lost));
    }
}
