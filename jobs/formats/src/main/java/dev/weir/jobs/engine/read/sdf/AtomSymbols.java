package dev.weir.jobs.engine.read.sdf;

import java.util.Set;

/** What may stand where a connection table names an atom. */
final class AtomSymbols {
    private static final Set<String> ALL = Set.of("""
            H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo
            Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl
            Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
            D T R R# A AH Q QH X XH M MH L LP * Pol Mod""".split("\\s+"));

    private AtomSymbols() {}

    /** Whether it is an element, an isotope of hydrogen that has a symbol of its own, or one of the formats' own signs. */
    static boolean has(String symbol) {
        return ALL.contains(symbol);
    }
}
