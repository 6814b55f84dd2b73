package dev.weir.privacy.gate;

import dev.weir.contracts.Contract;
import dev.weir.contracts.DataGrade;
import dev.weir.contracts.DataGrade.GeneticResources;
import dev.weir.contracts.DataGrade.Level;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the contracts of a shipment say of its weight for the country. */
final class GradeFacts {

    private static final String GENE = "GENE";
    private static final String IMPORTANT_DATA = "IMPT";

    private final Workspace workspace;
    private final LocalDate day;

    /** @param day a check of a later day is none yet */
    GradeFacts(Workspace workspace, LocalDate day) {
        this.workspace = workspace;
        this.day = day;
    }

    /** The strictest grade; empty where some contract's is not known, and could be stricter still. */
    Optional<String> grade(Shipment shipment) {
        List<Optional<DataGrade>> grades = contracts(shipment).stream()
                .map(contract -> contract.terms().grade())
                .toList();
        if (has(grades, Level.CORE)) {
            return Optional.of(Level.CORE.name());
        }
        boolean unknown = grades.isEmpty()
                || grades.stream()
                        .anyMatch(grade -> grade.filter(this::established).isEmpty());
        if (unknown) {
            return Optional.empty();
        }
        boolean important =
                has(grades, Level.IMPORTANT) || shipment.categories().contains(IMPORTANT_DATA);
        return Optional.of(important ? Level.IMPORTANT.name() : Level.GENERAL.name());
    }

    private static boolean has(List<Optional<DataGrade>> grades, Level level) {
        return grades.stream()
                .anyMatch(grade -> grade.filter(known -> known.level() == level).isPresent());
    }

    private boolean established(DataGrade grade) {
        return grade.isEstablished() && (grade.level() != Level.GENERAL || checked(grade));
    }

    private boolean checked(DataGrade grade) {
        return grade.check().filter(check -> !check.on().isAfter(day)).isPresent();
    }

    /** What the genes among the columns are; empty where a contract that states such columns has no check of it. */
    Optional<String> geneticResources(Shipment shipment) {
        if (!shipment.categories().contains(GENE)) {
            return Optional.of("NONE");
        }
        GeneticResources strictest = GeneticResources.NONE;
        boolean found = false;
        for (Contract contract : contracts(shipment)) {
            if (statesGenes(contract, shipment)) {
                Optional<GeneticResources> said =
                        contract.terms().grade().filter(this::checked).flatMap(DataGrade::geneticResources);
                if (said.isEmpty()) {
                    return Optional.empty();
                }
                found = true;
                strictest = said.get().compareTo(strictest) > 0 ? said.get() : strictest;
            }
        }
        return found ? Optional.of(word(strictest)) : Optional.empty();
    }

    private static String word(GeneticResources resources) {
        return switch (resources) {
            case NONE -> "NONE";
            case ORDINARY -> "ORDINARY";
            case ARTICLE_37 -> "ART37";
        };
    }

    private static boolean statesGenes(Contract contract, Shipment shipment) {
        return contract.tables().stream()
                .filter(table -> shipment.tables().contains(table.name()))
                .flatMap(table -> table.columns().stream())
                .anyMatch(column ->
                        column.meaning().category().filter(GENE::equals).isPresent());
    }

    private List<Contract> contracts(Shipment shipment) {
        Optional<Product> product = workspace.product(shipment.product());
        boolean complete = product.isPresent()
                && shipment.tables().stream()
                        .allMatch(table -> product.get().contractOf(table).isPresent());
        // a table that no contract states any more has no grade
        return complete
                ? shipment.tables().stream()
                        .flatMap(table -> product.get().contractOf(table).stream())
                        .distinct()
                        .toList()
                : List.of();
    }
}
