package dev.weir.contracts;

import dev.weir.contracts.roles.ActAuthorisation;
import dev.weir.contracts.roles.Signatory;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A steward's acceptance of one failing rule, for a time: until then its failure is reported and does not stop a release.
 *
 * @param product the product's id
 * @param rule the rule's id
 * @param until its last day, in the workspace's time zone
 * @param by who accepts
 * @param because why
 * @param place where it is written
 * @param approvedBy a second person who accepts it as well; empty where one is enough
 */
public record Waiver(
        String product,
        String rule,
        LocalDate until,
        String by,
        String because,
        Place place,
        Optional<String> approvedBy) {

    /** One that one person answers for. */
    public Waiver(String product, String rule, LocalDate until, String by, String because, Place place) {
        this(product, rule, until, by, because, place, Optional.empty());
    }

    /** The same for which these people answer. */
    public Waiver by(Signatory who) {
        return new Waiver(
                product,
                rule,
                until,
                who.name(),
                because,
                place,
                who.acting()
                        .flatMap(ActAuthorisation::approval)
                        .map(approval -> approval.by().person().name()));
    }

    public boolean inForce(LocalDate day) {
        return !day.isAfter(until);
    }
}
