package dev.weir.contracts;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * A steward's acceptance of one failing rule, for a time: until then its failure is told and does not stop a release.
 *
 * @param product the product's id
 * @param rule the rule's id
 * @param until its last day, in the workspace's time zone
 * @param by who accepts
 * @param because why
 * @param place where it is written
 */
public record Waiver(String product, String rule, LocalDate until, String by, String because, Place place) {

    public Waiver {
        requireNonNull(product, "product");
        requireNonNull(rule, "rule");
        requireNonNull(until, "until");
        requireNonNull(by, "by");
        requireNonNull(because, "because");
        requireNonNull(place, "place");
    }

    /** Whether it still holds on a day. */
    public boolean inForce(LocalDate day) {
        return !day.isAfter(until);
    }
}
