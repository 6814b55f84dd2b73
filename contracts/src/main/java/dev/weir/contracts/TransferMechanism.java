package dev.weir.contracts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An approval that a recipient's transfers rest on, as it was written down.
 *
 * @param type which it is
 * @param number under which the authority has it
 * @param scope what it covers
 * @param days when it holds
 * @param place where it is written
 */
public record TransferMechanism(Type type, String number, Scope scope, Days days, Place place) {
    /** The mechanisms of the law; their words in files are their names. */
    public enum Type {
        /** Security assessment by the CAC (安全评估). */
        SA,
        /** Standard contract, in effect and filed (标准合同). */
        SC,
        /** Standard contract in effect whose filing is not due yet. */
        SC_UNFILED,
        /** Certification of personal information protection (认证). */
        CERT,
        /** Standard contract of the Greater Bay Area (粤港澳大湾区标准合同). */
        GBA_SC,
        /** Report of human genetic resources information, with a backup copy (事先报告). */
        HGR_REPORT,
        /** An approved or recorded international cooperation that covers the exchange (国际合作). */
        HGR_COOP,
        /** Security review of human genetic resources information (安全审查). */
        HGR_REVIEW,
        /** Approval of a foreign authority's request by the competent authority (主管机关批准). */
        PRC_APPROVAL
    }

    /**
     * What a mechanism covers; nothing else is covered.
     *
     * @param products their ids
     * @param categories their codes
     * @param people the number of people in a year; empty when it states none
     */
    public record Scope(List<String> products, List<String> categories, OptionalLong people) {
        public Scope {
            products = List.copyOf(products);
            categories = List.copyOf(categories);
        }
    }

    /**
     * When a mechanism holds.
     *
     * @param issued by the authority
     * @param effective the first day of a contract
     * @param lastValidDay as the document states; the law pack may set an earlier one
     */
    public record Days(Optional<LocalDate> issued, Optional<LocalDate> effective, Optional<LocalDate> lastValidDay) {}
}
