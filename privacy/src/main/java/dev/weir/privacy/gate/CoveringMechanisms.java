package dev.weir.privacy.gate;

import dev.weir.contracts.Recipient;
import dev.weir.contracts.TransferMechanism;
import dev.weir.privacy.law.HeldMechanism;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Provisions.Threshold;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The mechanisms of a recipient that cover a transfer: its product, the categories that the mechanism is about, its people
 * and its day. The gate does not guess coverage, so what is not covered does not reach it.
 */
final class CoveringMechanisms {

    private static final Set<String> GENES = Set.of("GENE");

    private final LawPack law;
    private final Deadlines deadlines;
    private final List<String> notes;

    /** @param notes gets why a mechanism does not cover */
    CoveringMechanisms(LawPack law, List<String> notes) {
        this.law = law;
        this.deadlines = new Deadlines(law.provisions());
        this.notes = notes;
    }

    /** In the words of the gate: {@code -}, or {@code TYPE@lastValidDay} joined by {@code ;}. */
    String of(Recipient recipient, Shipment shipment, Optional<GateFacts.People> people, LocalDate day) {
        Set<HeldMechanism> covering = new TreeSet<>();
        for (TransferMechanism mechanism : recipient.mechanisms()) {
            Optional<String> gap = gap(mechanism, shipment, people, day);
            Optional<LocalDate> last = lastValidDay(mechanism);
            if (gap.isPresent()) {
                notes.add(mechanism.type() + " " + mechanism.number() + " does not cover this transfer: " + gap.get()
                        + ".");
            } else if (last.isPresent()) {
                if (last.get().isBefore(day)) {
                    notes.add(mechanism.type() + " " + mechanism.number() + " was last valid on " + last.get() + ".");
                }
                covering.add(new HeldMechanism(mechanism.type(), last.get()));
            }
        }
        return covering.isEmpty()
                ? "-"
                : covering.stream().map(HeldMechanism::toString).collect(Collectors.joining(";"));
    }

    private Optional<String> gap(
            TransferMechanism mechanism, Shipment shipment, Optional<GateFacts.People> people, LocalDate day) {
        if (!mechanism.scope().products().contains(shipment.product())) {
            return Optional.of("it is not for the product '" + shipment.product() + "'");
        }
        Set<String> uncovered = about(mechanism.type(), shipment);
        uncovered.removeAll(mechanism.scope().categories());
        if (!uncovered.isEmpty()) {
            return Optional.of("it is not for the categories " + String.join(", ", uncovered));
        }
        if (mechanism.scope().people().isPresent()) {
            long most = mechanism.scope().people().getAsLong();
            if (people.isEmpty()) {
                return Optional.of("it is for " + most + " people, and nobody has counted them");
            }
            if (Math.max(people.get().n(), people.get().s()) > most) {
                return Optional.of("it is for " + most + " people");
            }
        }
        Optional<LocalDate> first = mechanism.days().effective().or(mechanism.days()::issued);
        if (first.isPresent() && first.get().isAfter(day)) {
            return Optional.of("it begins on " + first.get());
        }
        if (lastValidDay(mechanism).isEmpty()) {
            return Optional.of(
                    mechanism.type() == TransferMechanism.Type.SC_UNFILED
                            ? "the days for filing cannot be counted: the law pack has no calendar of working days for"
                                    + " them"
                            : "nobody says until when it is valid");
        }
        return Optional.empty();
    }

    /** The categories that a mechanism of that kind has to cover. */
    private Set<String> about(TransferMechanism.Type type, Shipment shipment) {
        boolean genes = switch (type) {
            case HGR_REPORT, HGR_COOP, HGR_REVIEW -> true;
            case SA, SC, SC_UNFILED, CERT, GBA_SC, PRC_APPROVAL -> false;
        };
        return shipment.categories().stream()
                .filter(code -> genes ? GENES.contains(code) : saysSomethingOfAPerson(code))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean saysSomethingOfAPerson(String code) {
        return law.category(code)
                .map(category -> category.standing().sensitivity().isPersonal())
                .orElse(true);
    }

    /** By the document or the law, whichever is earlier; empty when neither has one. */
    private Optional<LocalDate> lastValidDay(TransferMechanism mechanism) {
        Optional<LocalDate> said = mechanism.days().lastValidDay();
        Optional<Threshold> validity = validity(mechanism.type());
        boolean unfiled = mechanism.type() == TransferMechanism.Type.SC_UNFILED;
        if (!unfiled && validity.isEmpty()) {
            return said;
        }
        Optional<LocalDate> lawful = unfiled
                ? mechanism.days().effective().filter(deadlines::knowsFiling).map(deadlines::filing)
                : validity.flatMap(threshold ->
                        mechanism.days().issued().map(issued -> deadlines.lastValidDay(issued, threshold.value())));
        return lawful.map(day -> said.filter(day::isAfter).orElse(day));
    }

    private Optional<Threshold> validity(TransferMechanism.Type type) {
        return law.provisions()
                .terms(type)
                .validity()
                .flatMap(id -> Optional.ofNullable(law.provisions().thresholds().get(id)));
    }
}
