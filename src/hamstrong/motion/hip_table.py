"""Every threshold of the phone on the hips, with source and certainty.

"Simulated" marks what was set on simulated pelves with the noise, bias and slip of a phone
(`docs/judging-hips.md`); "judgement" what was set by reasoning. Certainty L for all of them until a
phone has lain on real hips, but for the level, M: a limit that the evidence gives.
"""

GRAVITY = 9.80665
"""Metres per second squared, standard (BIPM 1901). H."""

# Which way is up in the phone: gravity corrects what the gyroscope adds up (Mahony et al. 2008).
TRUST_S = 1.0
"""Time constant with which gravity takes over. Simulated."""
TRUST_ALONE_S = 0.25
"""The same where there is no gyroscope. Simulated."""
SHAKEN = 1.5
"""Metres per second squared off gravity, from where on it says nothing about up. Judgement."""
GAP_S = 0.3
"""Readings further apart do not belong together: the camera's limit."""

# Zero.
QUIET_S = 3.0
"""Quiet time before the first hold, as with the camera (evidence 7.3)."""
QUIET_DEG = 1.5
"""The way up wanders by less while quiet. Breathing moves a lying pelvis by less. Judgement."""
FLAT_DEG = 40.0
"""The screen looks up within this, or the phone does not lie on hips at rest. Judgement."""
DOWNHILL_DEG = 15.0
"""At rest the head's end of the phone lies no lower than this; in a bridge it does. Judgement."""

# Up, by tilt: the trunk taken for a rigid bar from the shoulders to the pelvis.
LEAST_TILT_DEG = 10.0
"""No bridge lifts the trunk by less; pelves tilt by nearly as much at rest. Judgement."""
BACKWARDS_DEG = 15.0
"""Tilted so far the other way in the first lift, the phone lies with its top to the feet; later it
has slipped. Judgement."""
DOWN_SHARE = 0.35
"""Of the best tilt; below, the hips are down. The camera's."""

# Level.
LEVEL_DEG = 10.0
"""Roll of the pelvis in bridge holds (evidence, library: PELV_F). M."""
LEVEL_MARGIN_DEG = 1.0
"""Hysteresis. Judgement."""
LEVEL_PERSISTS_S = 1.0
"""Out for so long; a foot that is set down anew is no fault. Judgement."""
ROLL_DEG = 4.0
"""The truth is expected within this in 9 of 10 holds: laid on askew by 8 degrees, a tilt of 27
degrees shows as a roll of 3.6. Simulated."""

# Slip. A pelvis does none of this.
JUMP_DEG = 10.0
JUMP_S = 0.25
"""Rolled by so much in so short a time. Judgement."""
SPIN_DEG = 15.0
SPIN_S = 1.0
"""Turned about the line through the screen, over about a second. Judgement."""
ASKEW_DEG = 25.0
"""Rolled by more. Judgement."""
FALLEN_DEG = 60.0
"""The screen looks further from up: no bridge does that. Judgement."""
CREPT_DEG = 5.0
"""Lying at rest otherwise than at the zero: it crept in between. Judgement."""
FALL_DEG = 12.0
"""After a slip in the air the hips come down by so much before there is a new zero. Judgement."""
