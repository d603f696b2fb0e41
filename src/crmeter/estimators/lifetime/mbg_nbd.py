"""MBG/NBD: as BG/NBD, but one may leave right after the first purchase too."""

from crmeter.estimators.lifetime.beta_geometric_model import BetaGeometricModel


class MBGNBD(BetaGeometricModel):
    """The modified BG/NBD model of Batislam, Denizel & Filiztekin (2007, IJRM 24(3)).

    While alive a customer buys at random at a rate λ ~ Gamma(r, α); after each purchase, the first included,
    they leave with probability p ~ Beta(a, b). So P(alive) falls with age also for those who never bought again.

    Args:
        unit: unit of all ages and horizons: `day`, `week` or `month`.
        max_iterations: Newton steps from each start.
    """

    may_leave_at_start = True
