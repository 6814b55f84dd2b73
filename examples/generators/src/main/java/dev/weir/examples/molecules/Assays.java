package dev.weir.examples.molecules;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Results as assays might give them: computed from the descriptors, with noise that follows from the molecule alone. Only
 * the solubility has a published formula behind it (Delaney 2004, ESOL); the others merely look alike.
 */
final class Assays {

    /** Slope on log P, slope on the aromatic share, offset, and share of labels not measured; one line per label. */
    private record Label(double logP, double aromatic, double offset, double missing) {}

    private static final List<Label> TOXICITY = List.of(
            new Label(0.3, 0.5, -4.0, 0.07),
            new Label(0.3, 0.2, -4.5, 0.14),
            new Label(0.2, 4.0, -4.5, 0.16),
            new Label(0.5, 1.0, -4.5, 0.26),
            new Label(0.3, 1.0, -3.5, 0.21),
            new Label(0.3, 1.0, -4.5, 0.11),
            new Label(0.4, 0.5, -5.0, 0.18),
            new Label(0.5, 1.0, -3.5, 0.26),
            new Label(0.1, 2.0, -5.0, 0.10),
            new Label(0.4, 1.0, -4.5, 0.17),
            new Label(0.7, 1.0, -4.0, 0.26),
            new Label(0.3, 1.5, -4.5, 0.14));

    private Assays() {}

    /** Decimal logarithm of the solubility in mol/L. */
    static String solubility(Molecule molecule) {
        double value = 0.16
                - 0.63 * molecule.descriptor("XLogP")
                - 0.0062 * molecule.descriptor("MW")
                + 0.066 * molecule.descriptor("nRotB")
                - 0.74 * molecule.aromatic();
        Random random = random(molecule, "esol");
        return text(value + 0.4 * random.nextGaussian(), random.nextInt(3) + 1);
    }

    /** Free energy of hydration in kcal/mol. */
    static String hydration(Molecule molecule) {
        double value = 1.5
                - 0.11 * molecule.descriptor("TopoPSA")
                - 1.1 * molecule.descriptor("nHBDon")
                + 0.2 * molecule.descriptor("XLogP");
        Random random = random(molecule, "freesolv");
        return text(value + 0.6 * random.nextGaussian(), 2);
    }

    /** Whether it inhibits: 1 or 0. */
    static String inhibition(Molecule molecule) {
        double score = 0.02 * (molecule.descriptor("MW") - 190) + 0.3 * molecule.descriptor("nHBDon");
        return label(score, random(molecule, "bace"));
    }

    /** Twelve labels, 1, 0 or empty. */
    static List<String> toxicity(Molecule molecule) {
        Random random = random(molecule, "tox21");
        return TOXICITY.stream()
                .map(label -> {
                    String value = label(
                            label.logP() * molecule.descriptor("XLogP")
                                    + label.aromatic() * molecule.aromatic()
                                    + label.offset(),
                            random);
                    return random.nextDouble() < label.missing() ? "" : value;
                })
                .toList();
    }

    private static String label(double score, Random random) {
        return random.nextDouble() < 1 / (1 + Math.exp(-score)) ? "1" : "0";
    }

    private static Random random(Molecule molecule, String assay) {
        return new Random((assay + molecule.smiles()).hashCode());
    }

    private static String text(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
