package dev.weir.privacy.gate;

import dev.weir.contracts.Processor;
import dev.weir.contracts.Processor.Listing;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Recipient.Access;
import dev.weir.contracts.TriState;
import dev.weir.contracts.Workspace;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.CounselSetting;
import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Minors;
import dev.weir.privacy.law.Provisions.ThresholdId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The facts of one transfer, as workspace, release and ledger tell them. What is not declared is left out, and the gate
 * denies.
 */
public final class TransferFacts {

    /** Categories of health data, for the guide's warning (GB/T 39725-2020). */
    private static final Set<String> HEALTH = Set.of("HEALTH", "SPDIS", "GENE");

    private final Workspace workspace;
    private final LawPack law;

    public TransferFacts(Workspace workspace, LawPack law) {
        this.workspace = workspace;
        this.law = law;
    }

    /** @param notes what people should see besides: mechanisms that do not cover the transfer, warnings of the law */
    public record Known(GateFacts facts, List<String> notes) {
        public Known {
            notes = List.copyOf(notes);
        }
    }

    /**
     * The facts of a transfer.
     *
     * @param day of the transfer, in Asia/Shanghai
     * @param people empty when they were not counted
     */
    public Known of(Recipient recipient, Shipment shipment, Optional<PeopleCounts> people, LocalDate day) {
        List<String> notes = new ArrayList<>();
        Map<GateFact, String> given = new EnumMap<>(GateFact.class);
        given.put(GateFact.EVAL_DATE, day.toString());
        given.put(GateFact.EXEMPTION, exemption(recipient));
        requestType(recipient, shipment, notes).ifPresent(type -> given.put(GateFact.REQUEST_TYPE, type));
        recipient.party().region().ifPresent(region -> given.put(GateFact.RECIPIENT_REGION, region));
        answer(recipient.party().foreign()).ifPresent(word -> given.put(GateFact.RECIPIENT_FOREIGN, word));
        answer(recipient.party().restricted()).ifPresent(word -> given.put(GateFact.RESTRICTED_LIST, word));
        processor(workspace.processor(), given, notes);
        GradeFacts grades = new GradeFacts(workspace, day);
        grades.grade(shipment).ifPresent(grade -> given.put(GateFact.DATA_GRADE, grade));
        grades.geneticResources(shipment).ifPresent(hgr -> given.put(GateFact.HGR, hgr));
        Optional<String> personal = personal(shipment);
        personal.ifPresent(word -> given.put(GateFact.HAS_PI, word));
        given.put(GateFact.DUTIES, duties(recipient, personal, day));
        GateFacts facts = new GateFacts(given);
        if (people.isPresent()) {
            facts = facts.with(people.get());
            warn(recipient, shipment, people.get(), notes);
        }
        Optional<GateFacts.People> total = people.isPresent() ? Optional.of(facts.people()) : Optional.empty();
        String mechanisms = new CoveringMechanisms(law, notes).of(recipient, shipment, total, day);
        return new Known(facts.with(GateFact.MECHANISMS, mechanisms), notes);
    }

    private static Optional<String> requestType(Recipient recipient, Shipment shipment, List<String> notes) {
        Optional<Access> access = recipient.request().access();
        if (!recipient.request().products().contains(shipment.product())) {
            notes.add("Recipient '" + recipient.id() + "' does not list the product '" + shipment.product()
                    + "': nobody has asked for it. Add it to 'products' in contracts/recipients.yaml, or do"
                    + " not send it.");
            return Optional.empty();
        }
        return access.map(Enum::name);
    }

    private static Optional<String> answer(TriState answer) {
        return switch (answer) {
            case YES -> Optional.of("Y");
            case NO -> Optional.of("N");
            case UNKNOWN -> Optional.empty();
        };
    }

    private static String exemption(Recipient recipient) {
        return recipient
                .request()
                .exemption()
                .filter(exemption -> !exemption.evidence().isBlank())
                .map(exemption -> exemption.claim().name())
                .orElse("NONE");
    }

    private void processor(Processor processor, Map<GateFact, String> given, List<String> notes) {
        answer(processor.standing().foreignControlled()).ifPresent(word -> given.put(GateFact.EXPORTER_FOREIGN, word));
        answer(processor.standing().criticalInfrastructure()).ifPresent(word -> given.put(GateFact.CIIO, word));
        answer(processor.standing().stateOrgan()).ifPresent(word -> given.put(GateFact.STATE_ORGAN, word));
        Optional<Listing> listing = processor.zone().listing();
        if (listing.equals(Optional.of(Listing.OUTSIDE_LIST))
                && !law.provisions().is(CounselSetting.ZONE_TABLES)) {
            notes.add("No free trade zone's list is loaded, so 'outside-list' is treated as 'not-covered' (open point"
                    + " Q7).");
            listing = Optional.of(Listing.NOT_COVERED);
        }
        listing.ifPresent(word -> given.put(GateFact.FTZ, word.name()));
    }

    /** Whether there is personal information; empty where a category is unknown. */
    private Optional<String> personal(Shipment shipment) {
        boolean personal = false;
        for (String code : shipment.categories()) {
            Optional<Category> category = law.category(code);
            if (category.isEmpty() || category.get().scope() == Category.Scope.UNDECLARED) {
                return Optional.empty();
            }
            personal |= category.get().standing().sensitivity().isPersonal();
        }
        return Optional.of(personal ? "Y" : "N");
    }

    /** The first duty that is missing. A paper of a later day is none yet. */
    private String duties(Recipient recipient, Optional<String> personal, LocalDate day) {
        if (personal.equals(Optional.of("N"))) {
            return "NA";
        }
        Recipient.Duties duties = recipient.duties();
        boolean informed =
                duties.notice().filter(paper -> !paper.on().isAfter(day)).isPresent()
                        && !recipient.request().purpose().isBlank();
        boolean consented =
                duties.consent().filter(paper -> !paper.on().isAfter(day)).isPresent();
        boolean otherBasis = recipient
                .request()
                .basis()
                .filter(basis -> basis != Recipient.Basis.CONSENT)
                .isPresent();
        boolean excused = otherBasis
                && (duties.noConsent().isPresent() || !law.provisions().is(CounselSetting.CONSENT_FOR_OTHER_BASES));
        boolean assessed =
                duties.assessment().filter(paper -> !paper.on().isAfter(day)).isPresent();
        if (!informed) {
            return "NO_NOTICE";
        }
        if (!consented && !excused) {
            return "NO_CONSENT";
        }
        return assessed ? "OK" : "NO_PIPIA";
    }

    /** What stays of dates that are shifted: the days between those of one person. */
    private static void warnOfIntervals(Shipment shipment, List<String> notes) {
        List<String> births = shipment.shifted().stream()
                .filter(column -> Minors.isBirthColumn(column.substring(column.indexOf('.') + 1)))
                .toList();
        Optional<String> other = shipment.shifted().stream()
                .filter(column -> !births.contains(column))
                .findFirst();
        if (!births.isEmpty() && other.isPresent()) {
            notes.add("BIRTH_INTERVAL: the days between '" + births.get(0) + "' and '" + other.get()
                    + "' of a person leave as they are, and are nearly one person's own: somebody who has another copy or the"
                    + " original rows can join by them. Drop the birth date where an age is enough.");
        }
    }

    private void warn(Recipient recipient, Shipment shipment, PeopleCounts people, List<String> notes) {
        boolean abroad = recipient
                .party()
                .region()
                .filter(region -> !region.equals("CN"))
                .isPresent();
        boolean health = shipment.categories().stream().anyMatch(HEALTH::contains);
        long guide = law.provisions().threshold(ThresholdId.HEALTH_RECORDS_ABROAD);
        if (abroad && health && Math.max(people.newN(), people.newS()) > guide) {
            notes.add("REVIEW_250: health data of more than " + guide
                    + " people go abroad; the guide warns of it (GB/T 39725-2020), have it reviewed.");
        }
        warnOfIntervals(shipment, notes);
        long genomes = law.provisions().threshold(ThresholdId.GENOME_PEOPLE);
        if (shipment.categories().contains("GENE") && Math.max(people.newN(), people.newS()) > genomes) {
            notes.add("Genes of more than " + genomes
                    + " people: exomes or genomes of so many need a security review (HGR Rules 37); see whether"
                    + " geneticResources has to be article-37.");
        }
    }
}
