package dev.weir.examples.molecules;

import java.util.Map;

/**
 * A molecule with what CDK computes from its structure.
 *
 * @param smiles canonical, with aromatic symbols
 * @param descriptors by their names in {@code descriptors.tsv}
 * @param aromatic share of aromatic atoms among the heavy ones
 */
record Molecule(String smiles, Map<String, Double> descriptors, double aromatic) {

    double descriptor(String name) {
        return descriptors.getOrDefault(name, 0.0);
    }
}
