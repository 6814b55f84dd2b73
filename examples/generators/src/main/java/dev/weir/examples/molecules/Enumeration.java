package dev.weir.examples.molecules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IChemObjectBuilder;
import org.openscience.cdk.qsar.IMolecularDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.HBondAcceptorCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.HBondDonorCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.RotatableBondsCountDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.TPSADescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.WeightDescriptor;
import org.openscience.cdk.qsar.descriptors.molecular.XLogPDescriptor;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.CDKHydrogenAdder;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/** Molecules from fragments: each core with two groups, every molecule once, in the order of the fragments. */
final class Enumeration {

    /** Cores as SMILES; {@code %1} and {@code %2} are the places of the groups. */
    private static final List<String> CORES = List.of(
            "c1cc(%1)ccc1%2",
            "c1c(%1)cccc1%2",
            "n1cc(%1)ccc1%2",
            "c1cc2cc(%1)ccc2cc1%2",
            "o1c(%1)ccc1%2",
            "s1c(%1)ccc1%2",
            "[nH]1c(%1)cc2c1cccc2%2",
            "C1CC(%1)CCC1%2",
            "N1(%1)CCC(%2)CC1",
            "C(%1)CCC%2",
            "C(%1)C(C)CC%2",
            "c1cc(%1)ccc1C(=O)Nc1ccc(%2)cc1",
            "c1cc(%1)ccc1C[C@H](N)C(=O)N%2",
            "c1ccc2c(c1)nc(%1)n2CC%2");

    private static final List<String> GROUPS = List.of(
            "C",
            "CC",
            "C(C)C",
            "O",
            "OC",
            "N",
            "F",
            "Cl",
            "Br",
            "C#N",
            "C(=O)O",
            "C(=O)OC",
            "C(F)(F)F",
            "[N+](=O)[O-]",
            "S(N)(=O)=O",
            "/C=C/C");

    private final IChemObjectBuilder builder = SilentChemObjectBuilder.getInstance();
    private final SmilesParser parser = new SmilesParser(builder);
    private final SmilesGenerator generator = new SmilesGenerator(SmiFlavor.Absolute | SmiFlavor.UseAromaticSymbols);
    private final Map<String, IMolecularDescriptor> counts = new LinkedHashMap<>();

    Enumeration() {
        counts.put("MW", new WeightDescriptor());
        counts.put("XLogP", new XLogPDescriptor());
        counts.put("TopoPSA", new TPSADescriptor());
        counts.put("nHBAcc", new HBondAcceptorCountDescriptor());
        counts.put("nHBDon", new HBondDonorCountDescriptor());
        counts.put("nRotB", new RotatableBondsCountDescriptor());
        counts.values().forEach(descriptor -> descriptor.initialise(builder));
    }

    /** All molecules. */
    List<Molecule> molecules() {
        Map<String, Molecule> bySmiles = new LinkedHashMap<>();
        for (String core : CORES) {
            for (String first : GROUPS) {
                for (String second : GROUPS) {
                    Molecule molecule = molecule(core.replace("%1", first).replace("%2", second));
                    bySmiles.putIfAbsent(molecule.smiles(), molecule);
                }
            }
        }
        return new ArrayList<>(bySmiles.values());
    }

    private Molecule molecule(String written) {
        try {
            IAtomContainer atoms = parser.parseSmiles(written);
            AtomContainerManipulator.percieveAtomTypesAndConfigureAtoms(atoms);
            CDKHydrogenAdder.getInstance(builder).addImplicitHydrogens(atoms);
            Cycles.markRingAtomsAndBonds(atoms);
            Aromaticity.apply(Aromaticity.Model.Daylight, atoms);
            String smiles = generator.create(atoms);
            parser.parseSmiles(smiles);
            int heavy = atoms.getAtomCount();
            long aromatic = AtomContainerManipulator.getHeavyAtoms(atoms).stream()
                    .filter(atom -> atom.isAromatic())
                    .count();
            Map<String, Double> values = new LinkedHashMap<>();
            counts.forEach((name, descriptor) -> values.put(
                    name, Double.valueOf(descriptor.calculate(atoms).getValue().toString())));
            values.put("nAtomHeavy", (double) heavy);
            return new Molecule(smiles, values, (double) aromatic / heavy);
        } catch (CDKException wrong) {
            throw new IllegalStateException("The fragments make no molecule: " + written, wrong);
        }
    }
}
