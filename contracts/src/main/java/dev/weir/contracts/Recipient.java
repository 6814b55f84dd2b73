package dev.weir.contracts;

import dev.weir.contracts.text.Word;
import java.util.List;
import java.util.Optional;

/**
 * Who may receive data, as {@code contracts/recipients.yaml} says. What it does not say is unknown, and unknown denies.
 *
 * @param id a plain name, such as {@code london}
 * @param party who it is
 * @param request what is asked for
 * @param mechanisms what its transfers rest on, whether they hold or not
 * @param duties the notice that the people concerned got, and their consent
 * @param delivery how data are handed over
 * @param place where it is written
 */
public record Recipient(
        String id,
        Party party,
        Request request,
        List<TransferMechanism> mechanisms,
        Duties duties,
        Delivery delivery,
        Place place) {

    public Recipient {
        mechanisms = List.copyOf(mechanisms);
    }

    /**
     * Who a recipient is.
     *
     * @param name for people
     * @param region ISO 3166-1 alpha-2; only {@code CN} is not abroad, so {@code HK}, {@code MO} and {@code TW} are
     * @param foreign a foreign organisation or individual, or an entity that one has set up or controls, wherever it sits
     * @param restricted on the list of the CAC to whom personal information may not go (PIPL 42)
     */
    public record Party(String name, Optional<String> region, TriState foreign, TriState restricted) {}

    /**
     * What is asked for.
     *
     * @param access how; empty when not said
     * @param products their ids; none means that nothing may go
     * @param purpose empty when not said
     * @param basis of PIPL 13; empty when not said
     * @param exemption that is claimed
     */
    public record Request(
            Optional<Access> access,
            List<String> products,
            String purpose,
            Optional<Basis> basis,
            Optional<Exemption> exemption) {
        public Request {
            products = List.copyOf(products);
        }
    }

    /** How data reach a recipient. Looking at them from abroad is an export too. */
    public enum Access implements Word {
        TRANSFER,
        REMOTE_VIEW,
        /** A foreign court or law-enforcement body asks (DSL 36, PIPL 41). */
        FOREIGN_AUTHORITY
    }

    /** On what the processing rests (PIPL 13). */
    public enum Basis implements Word {
        CONSENT,
        CONTRACT,
        HUMAN_RESOURCES,
        LEGAL_DUTY,
        EMERGENCY,
        PUBLIC_INTEREST,
        PUBLISHED
    }

    /**
     * An exemption that is claimed (CBR 4, CBR 5).
     *
     * @param claim which
     * @param evidence where it is shown
     */
    public record Exemption(Claim claim, String evidence) {
        /** The exemptions of the law. */
        public enum Claim {
            /** Collected abroad, nothing domestic added (CBR 4). */
            TRANSIT,
            /** A contract the person is party to (CBR 5(1)). */
            CONTRACT,
            /** Management of staff under lawful rules (CBR 5(2)). */
            HR,
            /** Life, health or property in an emergency (CBR 5(3)). */
            EMERGENCY
        }
    }

    /**
     * The notice that the people concerned got, their consent, and what was weighed (PIPL 39, PIPL 55).
     *
     * @param notice of the recipient, its purpose and their rights
     * @param consent separate from any other
     * @param noConsent why consent is not needed, said by an officer; empty when it is
     * @param assessment of the impact (PIPIA)
     */
    public record Duties(
            Optional<DatedDocument> notice,
            Optional<DatedDocument> consent,
            Optional<Excused> noConsent,
            Optional<DatedDocument> assessment) {}

    /**
     * An officer's word that a duty does not bear here.
     *
     * @param because why
     * @param by the declaring person
     */
    public record Excused(String because, String by) {}

    /**
     * How data are handed over.
     *
     * @param masks where they differ from those of the law
     * @param format of the copy, such as {@code parquet}; empty for the usual one
     */
    public record Delivery(List<ChosenMask> masks, Optional<String> format) {
        public Delivery {
            masks = List.copyOf(masks);
        }
    }

    /**
     * A mask for this recipient.
     *
     * @param target a category's code, or a column as {@code product.table.column}
     * @param mask the mask
     * @param because why; empty when not said, which is right only where it is stricter than the law's
     * @param place where it is written
     */
    public record ChosenMask(Target target, MaskChoice mask, String because, Place place) {}

    /** What a mask is for: a category, or one column, which weighs more. */
    public sealed interface Target permits OfCategory, OfColumn {
        /** Whether a mask is for this column of this category. */
        boolean covers(String product, String table, String column, String category);
    }

    /** Every column of a category. */
    public record OfCategory(String code) implements Target {
        @Override
        public boolean covers(String ofProduct, String ofTable, String ofColumn, String category) {
            return code.equals(category);
        }
    }

    /** One column of a product's table. */
    public record OfColumn(String product, String table, String column) implements Target {
        @Override
        public boolean covers(String ofProduct, String ofTable, String ofColumn, String category) {
            return product.equals(ofProduct) && table.equals(ofTable) && column.equals(ofColumn);
        }

        @Override
        public String toString() {
            return product + "." + table + "." + column;
        }
    }
}
